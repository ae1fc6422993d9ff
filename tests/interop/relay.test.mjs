// Stock JavaScript clients work together through our relay.

import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";

import { Presence, generateAutomergeUrl, parseAutomergeUrl, splice } from "@automerge/automerge-repo";

import { cleanUp } from "./support/cleanup.js";
import { folder, startRelay } from "./support/causeway.js";
import { Client, shows } from "./support/client.js";
import { closed, join, openWith } from "./support/raw.js";
import { soon, until } from "./support/waiting.js";

const options = { timeout: 60_000 };

/** A relay, and as many clients as there are names. */
async function meet(t, ...names) {
  const relay = await startRelay(t, await folder(t));
  return { relay, clients: names.map((name) => new Client(t, relay.url, name)) };
}

test("a document made by one client is found and edited by another", options, async (t) => {
  const { clients: [ana, ben] } = await meet(t, "ana", "ben");
  const hers = ana.create({ title: "Grow", nodes: {} });
  await ana.stored(hers);
  const his = await ben.find(hers.url);
  assert.deepEqual(his.doc(), { title: "Grow", nodes: {} });

  his.change((doc) => splice(doc, ["title"], 4, 0, " faster"));
  hers.change((doc) => (doc.nodes.churn = { kind: "driver" }));
  const all = (doc) => doc.title === "Grow faster" && doc.nodes.churn;
  await Promise.all([shows(hers, all), shows(his, all)]);
  await Promise.all([ana.stored(hers), ben.stored(his)]);
  assert.deepEqual(hers.heads(), his.heads());
});

test("who joins late gets everything", options, async (t) => {
  const { relay, clients: [ana] } = await meet(t, "ana");
  const hers = ana.create({ numbers: {} });
  for (let n = 0; n < 300; n++) hers.change((doc) => (doc.numbers[`n${n}`] = n));
  await ana.stored(hers);
  ana.leave();

  const cem = new Client(t, relay.url, "cem");
  const his = await cem.find(hers.url);
  await shows(his, (doc) => Object.keys(doc.numbers).length === 300);
  assert.deepEqual(his.doc(), hers.doc());
});

test("a document that nobody has is unavailable, until somebody brings it", options, async (t) => {
  const { clients: [ana, ben] } = await meet(t, "ana", "ben");
  await assert.rejects(ana.find(generateAutomergeUrl()), /unavailable/);

  const his = ben.create({ title: "Mine" });
  await ben.stored(his);
  assert.equal((await ana.find(his.url)).doc().title, "Mine");
});

test("who asked too early gets the document when it comes", options, async (t) => {
  const { relay, clients: [ana] } = await meet(t, "ana");
  const url = generateAutomergeUrl();
  await assert.rejects(ana.find(url), /unavailable/);

  const ben = new Client(t, relay.url, "ben");
  const bytes = await ben.repo.export(ben.create({ title: "Late" }).url);
  ben.repo.import(bytes, { docId: parseAutomergeUrl(url).documentId });
  const hers = await ana.repo.find(url, { allowableStates: ["ready", "unavailable"] });
  await soon("the document to come", hers.whenReady());
  assert.equal(hers.doc().title, "Late");
});

test("clients hear each other's ephemeral messages, and not their own", options, async (t) => {
  const { clients: [ana, ben, cem] } = await meet(t, "ana", "ben", "cem");
  const hers = ana.create({});
  await ana.stored(hers);
  const others = await Promise.all([ben, cem].map((client) => client.find(hers.url)));
  hers.on("ephemeral-message", () => assert.fail("an echo"));
  const heard = others.map((handle) => soon("a message", once(handle, "ephemeral-message")));
  hers.broadcast({ cursor: { x: 1, y: 2.5 } });
  for (const [event] of await Promise.all(heard)) {
    assert.equal(event.senderId, "ana");
    assert.deepEqual(event.message, { cursor: { x: 1, y: 2.5 } });
  }
});

test("clients see each other through the Presence class", options, async (t) => {
  const { clients: [ana, ben] } = await meet(t, "ana", "ben");
  const hers = ana.create({});
  await ana.stored(hers);
  const his = await ben.find(hers.url);
  const presences = [[hers, "Ana"], [his, "Ben"]].map(([handle, name]) => {
    const presence = new Presence({ handle });
    cleanUp(t, () => presence.stop());
    presence.start({ initialState: { name }, heartbeatMs: 1000 });
    return presence;
  });
  const sees = (presence, peer, fits) =>
    until(`the presence of ${peer}`, presence, ["snapshot", "update", "heartbeat"], () => {
      const state = presence.getPeerStates().value?.[peer] ?? presence.getPeerStates()[peer];
      return state?.value && fits(state.value);
    });
  const [anas, bens] = presences;
  await Promise.all([
    sees(anas, "ben", (value) => value.name === "Ben"),
    sees(bens, "ana", (value) => value.name === "Ana"),
  ]);
  const moved = sees(bens, "ana", (value) => value.cursor?.x === 7);
  anas.broadcast("cursor", { x: 7, y: 8 });
  await moved;
  const gone = soon("a goodbye", once(bens, "goodbye"));
  anas.stop();
  assert.equal((await gone)[0].peerId, "ana");
});

test("a second client with the name of one that is here is refused", options, async (t) => {
  const { relay, clients: [ana, ben] } = await meet(t, "ana", "ben");
  const hers = ana.create({ title: "Hers" });
  await ana.stored(hers);
  assert.equal(await closed(await openWith(t, relay.url, join("ana"))), 1008);
  const his = await ben.find(hers.url);
  hers.change((doc) => (doc.title = "Still hers"));
  await shows(his, (doc) => doc.title === "Still hers");
});
