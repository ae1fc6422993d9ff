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

test("a map is seen whole when it is first opened", TIMEOUT, async () => {
  const workspace = await opened();
  const stage = await workspace.stage.boundingBox();
  for (const card of await workspace.page.locator("button.card").all()) {
    const box = await card.boundingBox();
    assert.ok(box.x >= stage.x && box.x + box.width <= stage.x + stage.width, JSON.stringify(box));
    assert.ok(box.y >= stage.y && box.y + box.height <= stage.y + stage.height, JSON.stringify(box));
  }
});

test("the card that is tapped can be read above the sheet, and keeps the focus", TIMEOUT, async () => {
  const workspace = await opened();
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
  const workspace = await opened();
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
