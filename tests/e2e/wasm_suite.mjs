// Runs a wasm-bindgen test suite in Chromium, driven as all browser tests are.
//
// wasm-bindgen's own runner serves the page; this opens it and prints what it says.

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

import { chromium } from "playwright-core";

import { chromiumOptions } from "./browser.mjs";

const suite = process.argv[2];
const runner = spawn("wasm-bindgen-test-runner", [suite], {
  env: { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0", WASM_BINDGEN_USE_BROWSER: "1" },
  stdio: ["ignore", "pipe", "inherit"],
});

const address = await new Promise((resolve, reject) => {
  runner.once("exit", (code) => reject(new Error(`the runner ended with ${code} before it served a page`)));
  createInterface({ input: runner.stdout }).on("line", (line) => {
    const found = line.match(/http:\/\/127\.0\.0\.1:\d+/);
    if (found) resolve(found[0]);
  });
});

const browser = await chromium.launch(chromiumOptions());
const page = await browser.newPage();
await withoutParts(page);
await page.goto(address);
await page.waitForFunction(() => /test result: /.test(document.querySelector("#output")?.textContent ?? ""), null, {
  timeout: 120_000,
});
const output = await page.textContent("#output");
console.log(output);
await browser.close();
runner.kill();
process.exitCode = /test result: ok\. [1-9]\d* passed/.test(output) ? 0 : 1;

/** Stands in for the parts that only a build of the app is cut into; no suite asks for one. */
async function withoutParts(page) {
  const PARTS = "__wasm_split_placeholder__";
  const module = await WebAssembly.compile(await readFile(suite));
  const names = WebAssembly.Module.imports(module).filter((wanted) => wanted.module === PARTS);
  const lines = names.map(({ name }) => `export const ${name} = () => { throw new Error("no parts here"); };`);
  await page.route(`**/${PARTS}.js`, (route) => route.fulfill({ contentType: "text/javascript", body: lines.join("\n") }));
  await page.route(address, async (route) => {
    const response = await route.fetch();
    const map = JSON.stringify({ imports: { [PARTS]: `/${PARTS}.js` } });
    const html = await response.text();
    await route.fulfill({ response, body: `<script type="importmap">${map}</script>${html}` });
  });
}
