// The brief prints on two A4 pages, whatever it is about, in both languages.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { chromiumOptions } from "./browser.mjs";

const TIMEOUT = { timeout: 120_000 };
const CASES = join(dirname(fileURLToPath(import.meta.url)), "../../crates/insight/tests/cases");

const browser = await chromium.launch(chromiumOptions());
const page = await browser.newPage();
after(() => browser.close());

for (const name of (await readdir(CASES)).sort()) {
  const workspace = await readFile(join(CASES, name, "workspace.json"), "utf8");
  const { as_of } = JSON.parse(await readFile(join(CASES, name, "expected.json"), "utf8"));
  printsOnTwoPages(name, workspace, as_of);
}
printsOnTwoPages("a map of 150 nodes", JSON.stringify(map(150)), "2026-03-31");

function printsOnTwoPages(name, workspace, asOf) {
  for (const language of ["en", "pt-BR"]) {
    test(`the brief of ${name} prints on at most two pages in ${language}`, TIMEOUT, async () => {
      const html = await brief(workspace, asOf, language);
      await page.setContent(html, { waitUntil: "load" });
      const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
      const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      assert.ok(pages === 1 || pages === 2, `${pages} pages`);
    });
  }
}

/** What `causeway brief` says of a workspace that it reads from its standard input. */
async function brief(workspace, asOf, language) {
  const words = ["brief", "-", "--as-of", asOf, "--lang", language, "--format", "html"];
  const causeway = spawn(process.env.CAUSEWAY_BIN, words, { stdio: ["pipe", "pipe", "inherit"] });
  causeway.stdin.end(workspace);
  const chunks = [];
  for await (const chunk of causeway.stdout) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A map on which much is wrong, with titles as long as people write them. */
function map(count) {
  const id = (at) => `n${String(at).padStart(3, "0")}`;
  const nodes = {};
  const links = {};
  for (let at = 0; at < count; at += 1) {
    const kind = at < 5 ? "objective" : at < 20 ? "kpi" : at % 10 === 0 ? "initiative" : "driver";
    nodes[id(at)] = { kind, title: `Share of first deliveries that arrive complete, region ${at}`, owner: at % 2 ? "ana" : "ben" };
    if (kind === "kpi" || kind === "driver") nodes[id(at)].metric = metric(at);
    if (at >= 20) links[`l${id(at)}`] = { from: id(at), to: id(5 + (at % 15)), type: "causes", polarity: at % 3 ? "+" : "-", strength: "strong" };
    else if (at >= 5) links[`s${id(at)}`] = { from: id(at), to: id(at % 5), type: "serves" };
  }
  const people = { ana: { name: "Ana Albuquerque de Carvalho", function: "ops" }, ben: { name: "Benjamin Featherstone", function: "sales" } };
  const functions = { ops: { name: "Operations" }, sales: { name: "Sales and customer care" } };
  return { format: "causeway/1", workspace: "print", title: "A year of growth in every region", people, functions, nodes, links };
}

function metric(at) {
  const observations = {};
  for (let month = 1; month <= 9; month += 1) {
    const day = new Date(Date.UTC(2025, 5 + month, 28)).toISOString().slice(0, 10);
    observations[day] = { value: 100 - ((at * 7) % 40) - month * ((at % 5) + 1) };
  }
  return { watch: 80, act: 70, potential: 120, value_per_unit: 25_000, baseline: { value: 90, on: "2025-07-01" }, observations };
}
