// Our own client code speaks with the published sync server.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { EventEmitter, once } from "node:events";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { generateAutomergeUrl, parseAutomergeUrl } from "@automerge/automerge-repo";

import { folder, peer } from "./support/causeway.js";
import { Client, shows } from "./support/client.js";
import { Program } from "./support/program.js";
import { soon, until } from "./support/waiting.js";

const options = { timeout: 60_000 };
const server = fileURLToPath(import.meta.resolve("@automerge/automerge-repo-sync-server"));

/** A port that was free a moment ago; the server can't choose one itself. */
async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

async function startSyncServer(t) {
  const env = { ...process.env, PORT: await freePort(), DATA_DIR: await folder(t) };
  const program = new Program(t, process.execPath, [server], { env });
  await program.line(/^Listening on port/);
  return `ws://127.0.0.1:${env.PORT}`;
}

/** Our native client at one document. */
class Peer extends Program {
  constructor(t, url, name, document) {
    super(t, peer, [url, name, document]);
  }

  say(command) {
    this.child.stdin.write(`${JSON.stringify(command)}\n`);
  }

  /** Waits until it has printed something that fits. */
  prints(what, fits) {
    return until(what, this, "line", () => this.lines.map(JSON.parse).find(fits));
  }
}

/**
 * A document that ours has made and the server has taken. The published server answers no request at all when it
 * has read its storage before it has taken note of who asked, which happens to one document in ten or so.
 */
function taken(t, url) {
  const offers = ["ours-1", "ours-2", "ours-3", "ours-4"].map(async (name) => {
    const address = generateAutomergeUrl();
    const ours = new Peer(t, url, name, parseAutomergeUrl(address).documentId);
    ours.say({ set: ["title", "Made by ours"] });
    await ours.prints("the server to have it", ({ stored }) => stored);
    return { address, ours };
  });
  return Promise.any(offers);
}

test("ours creates, theirs finds, both edit", options, async (t) => {
  const url = await startSyncServer(t);
  const { address, ours } = await taken(t, url);
  const ana = new Client(t, url, "ana");
  const theirs = await ana.find(address);
  assert.equal(String(theirs.doc().title), "Made by ours");
  theirs.change((doc) => (doc.summary = "Seen by theirs"));
  await ours.prints("their edit", ({ document }) => document?.summary === "Seen by theirs");
  ours.say({ set: ["title", "Made by both"] });
  await shows(theirs, (doc) => String(doc.title) === "Made by both");
});

test("theirs creates, ours finds", options, async (t) => {
  const url = await startSyncServer(t);
  const ana = new Client(t, url, "ana");
  const theirs = ana.create({ title: "Made by theirs", nodes: { churn: { kind: "driver" } } });
  await ana.stored(theirs);
  const ours = new Peer(t, url, "ours", theirs.documentId);
  const { document } = await ours.prints("the document", ({ document }) => document?.title);
  assert.deepEqual(document, theirs.doc());
});

// See `taken` for why it is asked several times. One refusal shows that ours hears it.
test("what nobody has is unavailable to ours", options, async (t) => {
  const url = await startSyncServer(t);
  const refused = new EventEmitter();
  for (let asker = 0; asker < 8; asker++) {
    const { documentId } = parseAutomergeUrl(generateAutomergeUrl());
    const ours = new Peer(t, url, `ours-${asker}`, documentId);
    ours.on("line", (line) => JSON.parse(line).unavailable && refused.emit("once"));
  }
  await soon("a refusal", once(refused, "once"));
});

test("ours and theirs hear each other's ephemeral messages", options, async (t) => {
  const url = await startSyncServer(t);
  const ana = new Client(t, url, "ana");
  const theirs = ana.create({ title: "Talk" });
  await ana.stored(theirs);
  const ours = new Peer(t, url, "ours", theirs.documentId);
  await ours.prints("the document", ({ document }) => document?.title);

  const heard = soon("our word", once(theirs, "ephemeral-message"));
  ours.say({ say: "hello from ours" });
  assert.equal((await heard)[0].message, "hello from ours");
  theirs.broadcast("hello from theirs");
  const { heard: word, author } = await ours.prints("their word", ({ heard }) => heard);
  assert.deepEqual([word, author], ["hello from theirs", "ana"]);
});
