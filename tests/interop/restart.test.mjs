// What the relay has acknowledged survives its death, and clients come back by themselves.

import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";

import { folder, startRelay } from "./support/causeway.js";
import { Client, shows } from "./support/client.js";
import { soon } from "./support/waiting.js";

const options = { timeout: 60_000 };

test("after kill -9 and a restart everything is there", options, async (t) => {
  const data = await folder(t);
  let relay = await startRelay(t, data);
  const ana = new Client(t, relay.url, "ana");
  const handles = [];
  for (let n = 0; n < 5; n++) {
    const handle = ana.create({ title: `Map ${n}`, edits: [] });
    handle.change((doc) => doc.edits.push("one"));
    await ana.stored(handle);
    handle.change((doc) => doc.edits.push("two"));
    handles.push(handle);
  }
  await Promise.all(handles.map((handle) => ana.stored(handle)));
  ana.leave();
  await relay.kill();

  relay = await startRelay(t, data);
  const ben = new Client(t, relay.url, "ben");
  for (const handle of handles) {
    const found = await ben.find(handle.url);
    assert.deepEqual(found.doc(), handle.doc());
    assert.deepEqual(found.heads(), handle.heads());
  }
});

test("clients that edited while the relay was away meet again", options, async (t) => {
  const data = await folder(t);
  let relay = await startRelay(t, data);
  const [ana, ben] = ["ana", "ben"].map((name) => new Client(t, relay.url, name));
  const hers = ana.create({ nodes: {} });
  await ana.stored(hers);
  const his = await ben.find(hers.url);
  const lost = [ana, ben].map(({ adapter }) => soon("the loss", once(adapter, "peer-disconnected")));
  await relay.kill();
  await Promise.all(lost);
  hers.change((doc) => (doc.nodes.ana = { title: "Hers" }));
  his.change((doc) => (doc.nodes.ben = { title: "His" }));

  relay = await startRelay(t, data, relay.host);
  const both = (doc) => doc.nodes.ana && doc.nodes.ben;
  await Promise.all([shows(hers, both), shows(his, both)]);
  await Promise.all([ana.stored(hers), ben.stored(his)]);
  assert.deepEqual(hers.heads(), his.heads());
});

test("an orderly stop closes the sockets, and keeps what it was just told", options, async (t) => {
  const data = await folder(t);
  let relay = await startRelay(t, data);
  const [ana, ben] = ["ana", "ben"].map((name) => new Client(t, relay.url, name));
  const hers = ana.create({ title: "Before" });
  await ana.stored(hers);
  const his = await ben.find(hers.url);
  const closed = soon("the close", once(ana.adapter.socket, "close"));
  hers.change((doc) => (doc.title = "Just before"));
  await shows(his, (doc) => doc.title === "Just before");
  assert.equal(await relay.stop(), 0);
  assert.equal((await closed)[0], 1001);
  [ana, ben].forEach((client) => client.leave());

  relay = await startRelay(t, data);
  const cem = new Client(t, relay.url, "cem");
  assert.equal((await cem.find(hers.url)).doc().title, "Just before");
});
