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

/** What no version of Causeway knows; a number of JavaScript can't hold all that a file can. */
const strange = () => ({ list: [1, null, "two", [], {}, { deep: [[]] }], half: 0.5, null: null, true: true, empty: {} });

/** A workspace as a file and as a document of the stock client; `more` is added to its tree. */
async function converted(t, repo, more = () => {}, template = "saas-retention.json") {
  const data = await folder(t);
  const json = join(data, "a.json");
  const tree = JSON.parse(await readFile(new URL(template, templates)));
  more(tree);
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

for (const { file } of JSON.parse(await readFile(new URL("index.json", templates)))) {
  test(`what a stock client can't know in ${file} survives its edits, at three depths`, options, async (t) => {
    const repo = new Repo();
    const add = (tree) => {
      const [node] = Object.values(tree.nodes);
      node.metric ??= {};
      for (const record of [tree, node, node.metric]) record.x_unknown = strange();
    };
    const { data, tree, handle } = await converted(t, repo, add, file);
    const [id] = Object.keys(tree.nodes);
    assert.equal(handle.doc().nodes[id].metric.x_unknown.half, 0.5);
    handle.change((doc) => {
      splice(doc, ["nodes", id, "title"], 0, 0, "★ ");
      doc.nodes[id].x_unknown.list.push(2);
    });
    await writeFile(join(data, "b.automerge"), await repo.export(handle.url));
    await convert(join(data, "b.automerge"), join(data, "b.json"));
    const expected = structuredClone(tree);
    expected.nodes[id].title = `★ ${tree.nodes[id].title}`;
    expected.nodes[id].x_unknown.list.push(2);
    assert.deepEqual(JSON.parse(await readFile(join(data, "b.json"))), expected);
  });
}

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
