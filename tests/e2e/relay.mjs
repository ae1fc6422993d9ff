// A relay of the binary under test, that can be killed and started again on the same port and data.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A port that was free a moment ago. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class Relay {
  #process = null;

  constructor(binary, port, folder, more) {
    this.binary = binary;
    this.more = more;
    this.port = port;
    this.folder = folder;
    this.address = `http://127.0.0.1:${port}/`;
  }

  /** A port that was free a moment ago, for relays that must know of each other. */
  static freePort = freePort;

  /** Starts a relay on a port and a data folder of its own; `more` goes to `causeway serve`. */
  static async start(...more) {
    return Relay.startAt(await freePort(), ...more);
  }

  static async startAt(port, ...more) {
    const binary = process.env.CAUSEWAY_BIN;
    if (!binary) throw new Error("CAUSEWAY_BIN must name the binary: run `cargo xtask test --only end-to-end`");
    const folder = await mkdtemp(join(tmpdir(), "causeway-relay-"));
    const relay = new Relay(binary, port, folder, more);
    await relay.start();
    return relay;
  }

  async start() {
    const words = ["serve", "--listen", `127.0.0.1:${this.port}`, "--data", this.folder, ...this.more];
    const child = spawn(this.binary, words, { stdio: ["ignore", "pipe", "inherit"] });
    this.#process = child;
    await new Promise((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`the relay ended with ${code} before it listened`)));
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (line.includes("http://127.0.0.1")) resolve();
      });
    });
  }

  /** Ends it as a power cut would. */
  async kill() {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  async remove() {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}
