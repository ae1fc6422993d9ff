// Causeway's own programs.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { cleanUp } from "./cleanup.js";
import { Program, run } from "./program.js";

const built = fileURLToPath(new URL("../../../target/debug/causeway", import.meta.url));

/** The binary under test: `cargo build -p causeway-cli`, or the one that CAUSEWAY_BIN names. */
export const causeway = process.env.CAUSEWAY_BIN ?? built;

const examples = process.env.CAUSEWAY_EXAMPLES ?? join(dirname(causeway), "examples");

/** The native client: `cargo build -p causeway-relay --examples`. */
export const peer = join(examples, "peer");

/** A folder that goes with the test. */
export async function folder(test) {
  const path = await mkdtemp(join(tmpdir(), "causeway-interop-"));
  cleanUp(test, () => rm(path, { recursive: true, force: true }));
  return path;
}

/** Runs `causeway` to its end. */
export const runCauseway = (...args) => run(causeway, args);

/** A relay on a free port, or on the one that it had before. */
export async function startRelay(test, data, listen = "127.0.0.1:0", ...more) {
  const relay = new Program(test, causeway, ["serve", "--listen", listen, "--data", data, ...more]);
  const line = await relay.line(/^Causeway is at /);
  relay.host = new URL(line.replace("Causeway is at ", "")).host;
  relay.url = `ws://${relay.host}/sync`;
  return relay;
}
