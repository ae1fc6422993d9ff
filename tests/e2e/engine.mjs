// Opens the engine, built as a module of its own, in Chromium:
//   engine.mjs same-bytes MODULE.js NATIVE.txt        compares what it says with what it said natively
//   engine.mjs bench MODULE.js RUNS NODES/KPIS …      prints, for each size, six medians in milliseconds

import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { chromium } from "playwright-core";

import { chromiumOptions } from "./browser.mjs";

const ORIGIN = "http://engine.test";
const TYPES = { ".js": "text/javascript", "wasm": "application/wasm" };

const [purpose, module, ...rest] = process.argv.slice(2);
const browser = await chromium.launch(chromiumOptions());
try {
  const page = await browser.newPage();
  await page.route(`${ORIGIN}/**`, serve);
  await page.goto(ORIGIN);
  await page.evaluate(async (address) => {
    globalThis.engine = await import(address);
    await globalThis.engine.default();
  }, `/${basename(module)}`);
  if (purpose === "same-bytes") await sameBytes(page, rest[0]);
  else await bench(page, Number(rest[0]), rest.slice(1));
} finally {
  await browser.close();
}

/** Serves an empty page, and the module's files from their folder. */
async function serve(route) {
  const name = basename(new URL(route.request().url()).pathname);
  if (!name) return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Engine</title>" });
  const body = await readFile(join(dirname(module), name));
  return route.fulfill({ contentType: TYPES[name.slice(-3)] ?? TYPES["wasm"], body });
}

async function sameBytes(page, file) {
  const native = (await readFile(file, "utf8")).trim().split("\n");
  const here = (await page.evaluate(() => globalThis.engine.digests())).trim().split("\n");
  const differing = native.filter((line, at) => line !== here[at]);
  if (native.length !== here.length || differing.length > 0) {
    console.log(`The engine says something else in the browser of ${differing.map((line) => line.split(" ")[0]).join(", ")}`);
    process.exitCode = 1;
    return;
  }
  console.log(`The engine says the same of ${native.length} workspaces natively and in the browser.`);
}

async function bench(page, runs, sizes) {
  for (const size of sizes) {
    const [nodes, kpis] = size.split("/").map(Number);
    const medians = await page.evaluate(
      ({ nodes, kpis, runs }) => {
        const { engine } = globalThis;
        const median = (measure) => {
          // The first runs are slower: the browser still compiles.
          measure();
          measure();
          const times = Array.from({ length: runs }, measure);
          return times.sort((left, right) => left - right)[Math.floor(runs / 2)];
        };
        const timed = (act) => () => {
          const began = performance.now();
          act();
          return performance.now() - began;
        };
        engine.load(nodes, kpis);
        const { find, edit_and_find: findAgain, longest_step: step, judging, brief, xray } = engine;
        return [timed(find), timed(findAgain), step, judging, brief, xray].map(median);
      },
      { nodes, kpis, runs },
    );
    console.log(medians.map((median) => median.toFixed(3)).join(" "));
  }
}
