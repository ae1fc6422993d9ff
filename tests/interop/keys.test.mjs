// Stock clients, and hostile ones, at a relay that asks for keys.

import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";

import { ImmutableString, Repo, cbor, generateAutomergeUrl, parseAutomergeUrl } from "@automerge/automerge-repo";
import * as Automerge from "@automerge/automerge";
import WebSocket from "ws";

import { cleanUp } from "./support/cleanup.js";
import { folder, startRelay } from "./support/causeway.js";
import { Client, shows } from "./support/client.js";
import { ended, join, openWith } from "./support/raw.js";
import { soon, until } from "./support/waiting.js";

const options = { timeout: 60_000 };

/** A relay that asks for keys, and one claimed document: its address, its bytes, its keys. */
async function meet(t, ...more) {
  const keys = ["--access=keys", "--allow-key-in-url"];
  const relay = await startRelay(t, await folder(t), "127.0.0.1:0", ...keys, ...more);
  return { relay, ...(await claim(relay, { title: "Grow" })) };
}

const call = (relay, method, path, key, body) =>
  fetch(`http://${relay.host}/api/${path}`, {
    method,
    headers: key ? { authorization: `Bearer ${key}` } : {},
    body: body instanceof Uint8Array ? body : body && JSON.stringify(body),
  });

async function claim(relay, initial) {
  const repo = new Repo();
  const handle = repo.create(initial);
  const bytes = await repo.export(handle.url);
  const answer = await call(relay, "POST", `workspaces/${handle.documentId}`, null, bytes);
  assert.equal(answer.status, 201);
  return { url: handle.url, document: handle.documentId, bytes, keys: await answer.json() };
}

const client = (t, relay, key, name) => new Client(t, `${relay.url}?key=${key}`, name);

async function ticket(relay, key) {
  const answer = await call(relay, "POST", "tickets", key);
  assert.equal(answer.status, 200);
  return (await answer.json()).ticket;
}

/** A joined socket without a client behind it. */
async function raw(t, relay, key, name) {
  const socket = await openWith(t, `${relay.url}?ticket=${await ticket(relay, key)}`, join(name));
  const [welcome] = await soon("the welcome", once(socket, "message"));
  assert.equal(cbor.decode(welcome).type, "peer");
  return socket;
}

/** The status with which a socket is refused. */
async function refused(t, url, protocols) {
  const socket = new WebSocket(url, protocols);
  // A handshake that is given up is said to have failed.
  socket.on("error", () => {});
  cleanUp(t, () => socket.terminate());
  const [, answer] = await soon("the refusal", once(socket, "unexpected-response"));
  return answer.statusCode;
}

/** A sync message that brings these changes and says nothing else. */
function bringing(changes) {
  const number = (n) => (n < 128 ? [n] : [(n % 128) | 128, ...number(Math.floor(n / 128))]);
  const list = changes.flatMap((change) => [...number(change.length), ...change]);
  return Uint8Array.from([0x42, 0, 0, 0, ...number(changes.length), ...list]);
}

test("stock clients with an edit key work together, and one with a view key reads", options, async (t) => {
  const { relay, url, keys } = await meet(t);
  const [ana, ben] = [client(t, relay, keys.owner_key, "ana"), client(t, relay, keys.edit_key, "ben")];
  const [hers, his] = await Promise.all([ana.find(url), ben.find(url)]);
  const vic = client(t, relay, keys.view_key, "vic");
  const theirs = await vic.find(url);
  theirs.change((doc) => (doc.title = "Mine"));
  hers.change((doc) => (doc.summary = "Hers"));
  his.change((doc) => (doc.currency = "EUR"));
  const both = (doc) => doc.summary === "Hers" && doc.currency === "EUR";
  await Promise.all([hers, his, theirs].map((handle) => shows(handle, both)));
  await Promise.all([ana.stored(hers), ben.stored(his)]);
  assert.equal(hers.doc().title, "Grow");
  assert.deepEqual(hers.doc(), his.doc());
  vic.leave();

  const cem = client(t, relay, keys.view_key, "cem");
  assert.equal((await cem.find(url)).doc().title, "Grow");
});

test("a hostile viewer changes nothing, and goes on receiving", options, async (t) => {
  const { relay, url, document, bytes, keys } = await meet(t);
  const ana = client(t, relay, keys.edit_key, "ana");
  const hers = await ana.find(url);
  hers.on("ephemeral-message", ({ senderId }) => assert.equal(senderId, "eve"));
  const eve = await raw(t, relay, keys.view_key, "eve");
  const heard = [];
  eve.on("message", (message) => heard.push(cbor.decode(message)));

  const forged = Automerge.change(Automerge.load(bytes), (doc) => (doc.title = "Forged"));
  const changes = [[Automerge.getLastLocalChange(forged)], Automerge.getAllChanges(forged), [Automerge.save(forged)]];
  const say = (message) => eve.send(cbor.encode({ senderId: "eve", targetId: "relay", documentId: document, ...message }));
  for (const type of ["sync", "request"]) {
    for (const some of changes) say({ type, data: bringing(some) });
  }
  const talk = { type: "ephemeral", sessionId: "s", data: cbor.encode("hello") };
  say({ ...talk, senderId: "ana", count: 1 });
  say({ ...talk, senderId: "nobody", count: 1 });
  const told = soon("the honest word", once(hers, "ephemeral-message"));
  say({ ...talk, count: 2 });
  assert.equal((await told)[0].message, "hello");

  const before = heard.length;
  hers.change((doc) => (doc.summary = "Still ours"));
  await ana.stored(hers);
  await until("the edit to reach the viewer", eve, "message", () =>
    heard.slice(before).some(({ type }) => type === "sync"));
  const ben = client(t, relay, keys.edit_key, "ben");
  assert.deepEqual((await ben.find(url)).doc(), { title: "Grow", summary: "Still ours" });
  assert.equal(eve.readyState, WebSocket.OPEN);
});

test("no key opens another document, whether it is there or not", options, async (t) => {
  const { relay, keys } = await meet(t);
  const other = await claim(relay, { title: "Theirs" });
  const eve = await raw(t, relay, keys.owner_key, "eve");
  for (const documentId of [other.document, parseAutomergeUrl(generateAutomergeUrl()).documentId]) {
    for (const type of ["request", "sync"]) {
      const answer = soon("the answer", once(eve, "message"));
      const data = bringing(Automerge.getAllChanges(Automerge.from({ title: "Forged" })));
      eve.send(cbor.encode({ type, senderId: "eve", targetId: "relay", documentId, data }));
      const { targetId, ...told } = cbor.decode((await answer)[0]);
      assert.deepEqual([told.type, told.documentId, targetId], ["doc-unavailable", documentId, "eve"]);
    }
  }
  const ben = client(t, relay, other.keys.edit_key, "ben");
  assert.deepEqual((await ben.find(other.url)).doc(), { title: "Theirs" });
});

test("tickets are good once; nothing else lets anybody in", options, async (t) => {
  const { relay, keys } = await meet(t);
  const used = await ticket(relay, keys.view_key);
  const socket = new WebSocket(relay.url, [used]);
  cleanUp(t, () => socket.terminate());
  await soon("the socket to open", once(socket, "open"));
  assert.equal(socket.protocol, used);
  for (const url of [relay.url, `${relay.url}?ticket=${used}`, `${relay.url}?key=x`, `${relay.url}?ticket=`]) {
    assert.equal(await refused(t, url), 401);
  }
  assert.equal(await refused(t, relay.url, [used]), 401);
  const flipped = keys.view_key.slice(0, -1) + (keys.view_key.endsWith("A") ? "Q" : "A");
  for (const key of [flipped, `${keys.view_key}A`, ""]) {
    assert.equal((await call(relay, "POST", "tickets", key)).status, 401);
  }
});

test("who holds a key that is revoked is out at once, is told why, and stays out", options, async (t) => {
  const { relay, document, keys } = await meet(t);
  const eve = await raw(t, relay, keys.view_key, "eve");
  const messages = [];
  eve.on("message", (message) => messages.push(cbor.decode(message)));
  const end = ended(eve);
  const kept = await ticket(relay, keys.view_key);
  const path = `workspaces/${document}/keys`;
  const listed = await (await call(relay, "GET", path, keys.owner_key)).json();
  const { id } = listed.keys.find(({ role }) => role === "view");
  const began = Date.now();
  assert.equal((await call(relay, "DELETE", `${path}/${id}`, keys.owner_key)).status, 204);
  assert.deepEqual(await end, [1008, "key revoked"]);
  assert.ok(Date.now() - began < 5000);
  assert.match(messages.find(({ type }) => type === "error").message, /revoked/);
  assert.equal(await refused(t, `${relay.url}?ticket=${kept}`), 401);
  assert.equal(await refused(t, `${relay.url}?key=${keys.view_key}`), 401);
  assert.equal((await (await call(relay, "POST", "tickets", keys.view_key)).json()).code, "key-revoked");
});

test("a stock client joins a document that is nearly as large as it may be", { timeout: 120_000 }, async (t) => {
  const { relay } = await meet(t);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const noise = Array.from({ length: (16 << 20) * 0.95 * 8 / 6 }, () => letters[Math.floor(Math.random() * 64)]);
  const large = await claim(relay, { noise: new ImmutableString(noise.join("")) });
  assert.ok(large.bytes.length > 0.94 * (16 << 20) && large.bytes.length < 16 << 20, `${large.bytes.length}`);
  const ana = client(t, relay, large.keys.edit_key, "ana");
  const hers = await ana.find(large.url);
  hers.change((doc) => (doc.title = "Still fits"));
  await ana.stored(hers);
  const ben = client(t, relay, large.keys.view_key, "ben");
  assert.equal((await ben.find(large.url)).doc().title, "Still fits");
});
