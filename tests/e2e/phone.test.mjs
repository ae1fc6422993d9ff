// The map and the inspector's sheet on a phone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace } from "./workspace.mjs";

const TIMEOUT = { timeout: 120_000 };

const { relay, ana } = await alone({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

/** A worked case, open on its map. */
async function opened() {
  const workspace = await Workspace.open(ana, relay.address);
  await workspace.page.locator(".templates").getByRole("button", { name: "Every workstream is green" }).tap();
  await workspace.page.getByRole("dialog").getByRole("button", { name: "Later" }).tap();
  await workspace.card("Take 15").waitFor();
  return workspace;
}

/** The whole of it, in sight. */
async function openedWhole() {
  const workspace = await opened();
  await workspace.page.getByRole("button", { name: "Show the whole map" }).tap();
  return workspace;
}

/** Whether one box lies within another, in pixels. */
const lies = (box, within) =>
  box.x >= within.x &&
  box.y >= within.y &&
  box.x + box.width <= within.x + within.width &&
  box.y + box.height <= within.y + within.height;

test("a map that can't be read whole opens at its objective, near enough to be read", TIMEOUT, async () => {
  const workspace = await opened();
  const objective = await workspace.page.locator('button.card[data-kind="objective"]').first().boundingBox();
  assert.ok(lies(objective, await workspace.stage.boundingBox()), JSON.stringify(objective));
  // A card is 212 wide; less than 45 % of it can't be read.
  assert.ok(objective.width >= 212 * 0.45, JSON.stringify(objective));
});

test("all of a map is seen at a press", TIMEOUT, async () => {
  const workspace = await openedWhole();
  const stage = await workspace.stage.boundingBox();
  for (const card of await workspace.page.locator("button.card").all()) {
    const box = await card.boundingBox();
    assert.ok(lies(box, stage), JSON.stringify(box));
  }
});

test("how safe the work is fits in a word, is heard as a sentence, and is seen as one at a press", TIMEOUT, async () => {
  const workspace = await opened();
  await workspace.stands("Saved on this device · synced");
  const { page, standing } = workspace;
  const short = standing.locator(".short");
  assert.equal(await short.textContent(), "Synced");
  assert.ok(await short.evaluate((word) => word.scrollWidth <= word.clientWidth));
  const whole = standing.getByText("Saved on this device · synced");
  assert.ok((await whole.boundingBox()).width <= 1, "it is heard, and takes no room");
  await page.getByRole("button", { name: "Is my work safe?" }).tap();
  const box = await whole.boundingBox();
  assert.ok(box.width > 100 && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector(".sync > .whole").getBoundingClientRect().width <= 1);
});

test("what a signal lights up is seen above the list", TIMEOUT, async () => {
  const workspace = await opened();
  const { page } = workspace;
  await page.getByRole("button", { name: "Signals", exact: true }).tap();
  await page.locator(".finding h4 button").first().tap();
  await page.waitForFunction(() => {
    const list = document.querySelector(".signals").getBoundingClientRect();
    const stage = document.querySelector(".stage").getBoundingClientRect();
    const lit = [...document.querySelectorAll(".nodes > li[data-traced] .card")].map((card) => card.getBoundingClientRect());
    return (
      list.height < innerHeight * 0.4 &&
      lit.length > 0 &&
      lit.every((card) => card.top >= stage.top && card.bottom <= list.top && card.left >= 0 && card.right <= innerWidth)
    );
  });
  const chosen = await page.locator('.finding h4 button[aria-pressed="true"]').boundingBox();
  const list = await page.locator(".signals").boundingBox();
  assert.ok(chosen.y >= list.y && chosen.y < list.y + list.height, "the row that was chosen stays in the list");
});

test("the card that is tapped can be read above the sheet, and keeps the focus", TIMEOUT, async () => {
  const workspace = await openedWhole();
  const { page } = workspace;
  const far = await workspace.card("Shipments a month").boundingBox();
  await page.touchscreen.tap(far.x + far.width / 2, far.y + far.height / 2);
  await workspace.inspector.waitFor();
  await page.waitForFunction((before) => {
    const card = document.querySelector('button.card[aria-pressed="true"]').getBoundingClientRect();
    const sheet = document.querySelector("#inspector").getBoundingClientRect();
    return card.width > before * 2 && card.bottom < sheet.top && card.top > 100;
  }, far.width);
  assert.equal(await page.evaluate(() => document.activeElement.closest("#inspector")), null);
});

test("nothing is wider than the phone", TIMEOUT, async () => {
  const workspace = await opened();
  const { page } = workspace;
  await page.locator("button.card").first().focus();
  await workspace.openEveryPart();
  const { wide, inner } = await page.evaluate(() => {
    const sheet = document.querySelector("#inspector");
    const inner = [...sheet.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".vh"),
    );
    return {
      wide: document.documentElement.scrollWidth - innerWidth,
      inner: inner.map((element) => element.outerHTML.slice(0, 100)),
    };
  });
  assert.deepEqual([wide, inner], [0, []]);
});

test("a finger that rests on a card opens its menu, with room for a thumb", TIMEOUT, async () => {
  const workspace = await openedWhole();
  const { page } = workspace;
  const box = await workspace.card("Shipments a month").boundingBox();
  const cdp = await page.context().newCDPSession(page);
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  const rename = page.getByRole("menuitem", { name: "Rename" });
  await rename.waitFor();
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  assert.ok((await rename.boundingBox()).height >= 44);
  await rename.tap();
  await page.locator(".title-editor textarea").waitFor();
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));
