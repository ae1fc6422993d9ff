// A document that `causeway convert` makes is an ordinary Automerge document.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { ImmutableString, Repo, splice } from "@automerge/automerge-repo";

import { folder, runCauseway, startRelay } from "./support/causeway.js";
import { Client, shows } from "./support/client.js";

const options = { timeout: 60_000 };
const templates = new URL("../../public/templates/", import.meta.url);

/** Runs `causeway convert`, which must succeed. */
async function convert(from, to) {
  const { code, stderr } = await runCauseway("convert", from, to);
  assert.equal(code, 0, stderr);
}

/** A workspace as a file and as a document of the stock client. */
async function converted(t, repo) {
  const data = await folder(t);
  const json = join(data, "a.json");
  const tree = JSON.parse(await readFile(new URL("saas-retention.json", templates)));
  await writeFile(json, JSON.stringify(tree));
  await convert(json, join(data, "a.automerge"));
  return { data, tree, handle: repo.import(await readFile(join(data, "a.automerge"))) };
}

test("a stock client opens, edits and saves what convert made", options, async (t) => {
  const repo = new Repo();
  const { data, tree, handle } = await converted(t, repo);
  const [id] = Object.keys(tree.nodes);
  const kpi = Object.keys(tree.nodes).find((key) => tree.nodes[key].metric?.target?.value);
  assert.equal(handle.doc().title, tree.title);
  assert.equal(typeof handle.doc().nodes[kpi].metric.target.value, "number");
  // What nobody types in together is one value, which the client shows as an immutable string.
  assert.ok(handle.doc().nodes[id].kind instanceof ImmutableString);

  handle.change((doc) => {
    splice(doc, ["title"], 0, 0, "★ ");
    splice(doc, ["nodes", id, "title"], 0, 1, "É");
    doc.nodes[kpi].metric.target.value = 12.5;
    doc.nodes[id].x_theirs = { list: [1, null, "two"] };
  });
  await writeFile(join(data, "b.automerge"), await repo.export(handle.url));
  await convert(join(data, "b.automerge"), join(data, "b.json"));
  const expected = structuredClone(tree);
  expected.title = `★ ${tree.title}`;
  expected.nodes[id].title = `É${tree.nodes[id].title.slice(1)}`;
  expected.nodes[kpi].metric.target.value = 12.5;
  expected.nodes[id].x_theirs = { list: [1, null, "two"] };
  assert.deepEqual(JSON.parse(await readFile(join(data, "b.json"))), expected);
});

test("titles merge where two stock clients type in them", options, async (t) => {
  const relay = await startRelay(t, await folder(t));
  const ana = new Client(t, relay.url, "ana");
  const ben = new Client(t, relay.url, "ben");
  const { tree, handle: hers } = await converted(t, ana.repo);
  await ana.stored(hers);
  const his = await ben.find(hers.url);
  const end = tree.title.length;
  hers.change((doc) => splice(doc, ["title"], 0, 0, "Before "));
  his.change((doc) => splice(doc, ["title"], end, 0, " after"));
  const title = `Before ${tree.title} after`;
  await Promise.all([hers, his].map((handle) => shows(handle, (doc) => doc.title === title)));
});

test("a document that a stock client made from nothing converts too", options, async (t) => {
  const data = await folder(t);
  const tree = { format: "causeway/1", title: "Theirs", nodes: { churn: { kind: "driver" } } };
  const repo = new Repo();
  await writeFile(join(data, "a.automerge"), await repo.export(repo.create(tree).url));
  await convert(join(data, "a.automerge"), join(data, "a.json"));
  assert.deepEqual(JSON.parse(await readFile(join(data, "a.json"))), tree);
});
