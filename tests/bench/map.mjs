// What maps cost: ours, and the same maps in React Flow, vis-network and Cytoscape, in one Chromium.
//
//   node map.mjs RUNS FILE…
//
// Each file is a map in the form of the app. Prints one line of JSON for each contender and map, and says on the
// other output what it is at.

import { readFile } from "node:fs/promises";
import process from "node:process";

import { Device } from "../e2e/browser.mjs";
import { Relay } from "../e2e/relay.mjs";
import { causeway, probe } from "./probe.mjs";
import { CONTENDERS, serve } from "./serve.mjs";

/** A map that takes longer than this, in milliseconds, is said not to open. */
const PATIENCE = 240_000;

const FRAMES = 120;
const NEAR = 1;
/** No farther out than the app goes. */
const FARTHEST = 0.04;

const [runs, ...files] = process.argv.slice(2);
const only = process.env.CAUSEWAY_BENCH_ONLY;

const contenders = await serve();
const relay = await Relay.start();
try {
  for (const file of files) {
    const map = JSON.parse(await readFile(file, "utf8"));
    for (const name of ["Causeway", ...Object.keys(CONTENDERS)]) {
      if (only && !name.startsWith(only)) continue;
      const cost = await measured(name, file, map);
      console.log(JSON.stringify({ name, nodes: Object.keys(map.nodes).length, ...cost }));
    }
  }
} finally {
  contenders.close();
  await relay.remove();
}

/** The medians of what one map costs in one tool; nothing where it doesn't open. */
async function measured(name, file, map) {
  const device = await Device.named("bench");
  try {
    const isOurs = name === "Causeway";
    const address = isOurs ? await kept(device, file, map) : await stored(device, contenders.address(name), map);
    const all = [];
    for (let run = 1; run <= Number(runs); run += 1) {
      process.stderr.write(`  ${name}, ${Object.keys(map.nodes).length} nodes, visit ${run} of ${runs}\n`);
      all.push(await visit(device, address, map, isOurs));
    }
    const keys = Object.keys(all[0]);
    return Object.fromEntries(keys.map((key) => [key, median(all.map((cost) => cost[key]))]));
  } catch (error) {
    process.stderr.write(`${name}, ${file}: ${error.message}\n`);
    return {};
  } finally {
    await device.close();
  }
}

/** Imports a map into the app, and returns its address once it is stored. */
async function kept(device, file, map) {
  const page = await device.page();
  await page.goto(relay.address);
  const text = JSON.stringify(map);
  await page.locator("main").waitFor();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /Open a file/ }).first().click();
  await (await chooser).setFiles({ name: "map.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.locator(".stage").waitFor({ timeout: PATIENCE });
  // Whoever has said who they are isn't asked again at the next visit.
  const asking = page.getByRole("dialog", { name: "Who are you?" });
  await asking.getByLabel("Your name").fill("Bench", { timeout: PATIENCE });
  await asking.getByRole("button", { name: "Add me" }).click();
  await page.locator(".sync[data-sync=synced]").waitFor({ timeout: PATIENCE });
  await page.locator(".stage :is(canvas[data-painted], button.card)").first().waitFor({ state: "attached", timeout: PATIENCE });
  const address = page.url();
  await device.leave();
  return address;
}

/** Stores a map where a contender's page will find it. */
async function stored(device, address, map) {
  const page = await device.page();
  await page.goto(address);
  await page.waitForFunction(() => window.keep !== undefined);
  await page.evaluate((map) => window.keep(map), map);
  await device.leave();
  return address;
}

/** One visit: opens the map, pans it near and far, and weighs the page. */
async function visit(device, address, map, isOurs) {
  const page = await device.context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.addInitScript(probe);
  if (isOurs) await page.addInitScript(causeway);
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => window.interactive !== undefined);
  const open = await page.evaluate(() => window.interactive);
  // What a page still has to do once it answers isn't the pan's.
  await quiet(page);
  const task = await page.evaluate(() => Math.max(0, ...window.tasks.map((task) => task.duration)));
  const client = await device.context.newCDPSession(page);
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  const memory = (usedSize + (await page.evaluate(() => window.wasmBytes()))) / 1e6;
  const middle = bounds(map);
  const costs = [];
  for (const zoom of [fitted(middle), NEAR]) {
    await page.evaluate(([zoom, { x, y }]) => window.bench.look(zoom, x, y), [zoom, middle]);
    await quiet(page);
    costs.push(await page.evaluate((frames) => window.pan(frames), FRAMES));
  }
  const [far, near] = costs;
  const hand = isOurs ? await answered(page) : NaN;
  await page.close();
  return { open, near, far, memory, task, hand };
}

/** The 95th percentile of the milliseconds from a key or a drop to the next picture. Only the app is asked: keys and drops mean nothing to boxes. */
async function answered(page) {
  await page.evaluate(() => {
    window.answers = [];
    const told = (list) => window.answers.push(...list.getEntries().filter(({ name }) => ["keydown", "pointerup"].includes(name)));
    new PerformanceObserver(told).observe({ type: "event", durationThreshold: 16 });
    document.querySelector(".stage").focus();
  });
  const keys = ["Home", ...Array(10).fill(["ArrowRight", "ArrowDown", "ArrowLeft"]).flat()];
  for (const key of keys) {
    await page.keyboard.press(key);
    await frame(page);
  }
  const drops = 10;
  for (let drop = 0; drop < drops; drop += 1) {
    const card = await resting(page);
    const [x, y] = [card.x + card.width / 2, card.y + card.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    // To and fro: the card doesn't wander over others, from visit to visit.
    const way = drop % 2 ? 1 : -1;
    await page.mouse.move(x + 20 * way, y + 30 * way, { steps: 3 });
    await page.mouse.up();
    await frame(page);
  }
  await quiet(page);
  const told = await page.evaluate(() => window.answers.map(({ duration }) => duration));
  // What is answered within a frame isn't told.
  const all = [...told, ...Array(Math.max(0, keys.length + drops - told.length)).fill(16)];
  return all.sort((a, b) => a - b)[Math.floor(all.length * 0.95)];
}

/** Where the chosen card lies once the map has come to rest: a little after a choice it makes room for the inspector. */
async function resting(page) {
  const chosen = page.locator("button.card[aria-pressed=true]");
  for (let before = null; ; ) {
    const box = await chosen.boundingBox({ timeout: 20_000 });
    if (before && box.x === before.x && box.y === before.y) return box;
    before = box;
    await quiet(page);
  }
}

/** Waits until a picture later. */
function frame(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}

/** Waits until the page has had half a second without a long task. */
async function quiet(page) {
  await page.evaluate(async () => {
    for (let last = performance.now(), still = last; still - last < 500; ) {
      await new Promise((done) => setTimeout(done, 20));
      const now = performance.now();
      if (now - still > 70) last = now;
      still = now;
    }
  });
}

/** The rectangle of all places, with its middle. */
function bounds({ nodes }) {
  const places = Object.values(nodes).map((node) => node.position);
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, right, top, bottom] = [least(xs), -least(xs.map((x) => -x)), least(ys), -least(ys.map((y) => -y))];
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left + 300, height: bottom - top + 200 };
}

function least(numbers) {
  return numbers.reduce((least, number) => Math.min(least, number), Infinity);
}

/** The zoom at which all is seen. */
function fitted({ width, height }) {
  return Math.max(FARTHEST, Math.min(1200 / width, 700 / height, NEAR));
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
