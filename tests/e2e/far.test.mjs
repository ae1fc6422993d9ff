// A map of a thousand nodes seen from afar: painted, and as much under the hand and the keyboard as from near.

import assert from "node:assert/strict";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace } from "./workspace.mjs";

const TIMEOUT = { timeout: 180_000 };
const ACROSS = 40;
const COUNT = 1_000;
const PAINTED = "canvas.far[data-painted]";

const { relay, ana } = await alone();

const workspace = await Workspace.open(ana, relay.address);
const { page } = workspace;
const cards = page.locator("button.card");

/** Where a node of the map lies. */
const place = (at) => ({ x: (at % ACROSS) * 344, y: Math.floor(at / ACROSS) * 160 });

/** A map in rows, each node leading to the one on its right. */
function map() {
  const id = (at) => `n${String(at).padStart(4, "0")}`;
  const nodes = {};
  const links = {};
  for (let at = 0; at < COUNT; at += 1) {
    const observations = { "2026-01-31": { value: at % 3 === 0 ? 10 : 90 } };
    nodes[id(at)] = { kind: "driver", title: `Node ${at}`, position: place(at), metric: { watch: 60, act: 40, observations } };
    if (at % ACROSS > 0) links[`l${at}`] = { type: "causes", from: id(at - 1), to: id(at), polarity: "+" };
  }
  return { format: "causeway/1", workspace: "rows", title: "Rows", people: { ana: { name: "Ana" } }, nodes, links };
}

/** Where on the page a point of the map is seen. */
async function seen({ x, y }) {
  return page.evaluate(([x, y]) => {
    const [, left, top, zoom] = /translate\((.+)px, (.+)px\) scale\((.+)\)/.exec(document.querySelector(".camera").style.transform).map(Number);
    const stage = document.querySelector(".stage").getBoundingClientRect();
    return { x: stage.left + left + x * zoom, y: stage.top + top + y * zoom };
  }, [x, y]);
}

/** The colour that is painted at a point of the page. */
function colour(at) {
  return page.evaluate(({ x, y }) => {
    const canvas = document.querySelector("canvas.far");
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const pixel = (from, length, pixels) => Math.round((from / length) * pixels);
    const [column, row] = [pixel(x - left, width, canvas.width), pixel(y - top, height, canvas.height)];
    return [...canvas.getContext("2d").getImageData(column, row, 1, 1).data].join(" ");
  }, at);
}

test("a map of a thousand nodes opens painted, with no card but the tab stop", TIMEOUT, async () => {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).first().click();
  await (await chooser).setFiles({ name: "rows.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(map())) });
  await workspace.putOff({ timeout: 60_000 });
  await page.locator(PAINTED).waitFor({ state: "attached", timeout: 60_000 });
  assert.equal(await cards.count(), 1);
  assert.equal(await page.locator(".tie").count(), 0);
});

test("a shape has the colour of its state, and another in another theme", TIMEOUT, async () => {
  const [act, ok] = [await seen(place(423)), await seen(place(424))];
  await page.waitForFunction((colours) => new Set(colours).size > 1, [await colour(act), await colour(ok)]);
  const before = await colour(ok);
  await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
  await page.waitForFunction(() => getComputedStyle(document.documentElement).colorScheme === "dark");
  assert.notEqual(await colour(ok), before);
  await page.evaluate(() => document.documentElement.removeAttribute("data-theme"));
  assert.equal(await colour(ok), before);
});

test("a press on a shape chooses its node, and only its card is mounted", TIMEOUT, async () => {
  const at = await seen(place(437));
  await page.mouse.move(at.x, at.y);
  await page.locator(".far-name").filter({ hasText: "Node 437" }).waitFor();
  await page.mouse.click(at.x, at.y);
  await page.locator("button.card[aria-pressed=true]").filter({ hasText: "Node 437" }).waitFor();
  await page.waitForFunction(() => document.activeElement.dataset.node === "n0437");
  await page.waitForFunction(() => document.querySelectorAll("button.card").length === 1);
});

test("arrows walk from shape to shape, each spoken as it has the focus", TIMEOUT, async () => {
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.activeElement.dataset.node === "n0438");
  assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /Node 438/);
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.activeElement.dataset.node === "n0478");
  await page.waitForFunction(() => document.querySelectorAll("button.card").length === 1);
});

test("a frame around shapes chooses them, and a drag moves a shape", TIMEOUT, async () => {
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  const from = await seen({ x: place(200).x - 160, y: place(200).y - 75 });
  const to = await seen({ x: place(242).x + 150, y: place(242).y + 75 });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await workspace.inspector.getByText("6 nodes selected").waitFor();
  await page.keyboard.press("Escape");
  const start = await seen(place(10));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x, start.y - 60, { steps: 5 });
  await page.mouse.up();
  const tree = await workspace.until((tree) => tree.nodes.n0010.position.y < -100, "the shape was moved");
  assert.equal(tree.nodes.n0011.position.y, place(11).y);
});

test("zooming in brings the cards back", TIMEOUT, async () => {
  await workspace.stage.focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("0");
  await page.waitForFunction(() => document.querySelectorAll("button.card").length > 5);
  assert.equal(await page.locator("canvas.far").count(), 0);
  await page.locator(".tie").first().waitFor({ state: "attached" });
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));
