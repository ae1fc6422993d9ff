// The short tour of a first map: three nodes and a link, built for real, by mouse and by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace, titles } from "./workspace.mjs";

const TIMEOUT = { timeout: 180_000 };

const { relay, ana } = await alone({ tour: true });

/** A first map: nothing is known of a tour on this device. */
async function first() {
  const workspace = await Workspace.open(ana, relay.address);
  await workspace.page.evaluate(() => localStorage.removeItem("causeway.tour"));
  return Workspace.blank(ana, relay.address);
}

const alive = (records = {}) => Object.values(records).filter((record) => !record.deleted);
const tour = (page) => page.getByRole("region", { name: "Short tour" });
/** What a screen reader is told of the step. */
const told = (page, words) => tour(page).getByRole("status").filter({ hasText: words }).waitFor();

/** Types the title that is asked for. */
async function title(page, text) {
  await page.locator(".title-editor textarea").waitFor();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await page.locator(".title-editor").waitFor({ state: "detached" });
}

test("three nodes and a link are built with the tour by keyboard alone, and it says what comes next", TIMEOUT, async () => {
  const workspace = await first();
  const { page } = workspace;
  await told(page, "Begin with the result you want");
  await page.waitForFunction(() => document.activeElement?.textContent.trim() === "Write down the objective");
  await page.keyboard.press("Enter");
  await title(page, "Growth");
  await told(page, "What shows that you are there?");
  await page.keyboard.press("Tab");
  await title(page, "Retention");
  await told(page, "What moves it?");
  await page.keyboard.press("Tab");
  await title(page, "Onboarding time");
  await told(page, "more of “Onboarding time” raises “Retention”");
  await page.keyboard.press("l");
  await page.locator('.tie[data-state="selected"]').waitFor();
  await page.keyboard.press("s");
  await told(page, "That is a causal map");
  await page.keyboard.press("t");
  await page.waitForFunction(() => document.activeElement?.textContent.trim() === "Give the KPI a value");
  await page.keyboard.press("Enter");
  await tour(page).waitFor({ state: "detached" });
  await page.locator('button.card[aria-pressed="true"]').filter({ hasText: "Retention" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.classList.contains("card")), true);
  const tree = await workspace.until((tree) => alive(tree.links).some((link) => link.polarity === "-"), "the sign is turned");
  assert.deepEqual(titles(tree), ["Growth", "Onboarding time", "Retention"]);
  assert.deepEqual(alive(tree.links).map((link) => link.type).sort(), ["causes", "serves"]);
});

test("each step has a button that does it, and a link may be right as it is", TIMEOUT, async () => {
  const workspace = await first();
  const { page } = workspace;
  const press = (name) => tour(page).getByRole("button", { name }).click();
  await press("Write down the objective");
  await title(page, "Growth");
  await press("Add the KPI");
  await title(page, "Retention");
  await press("Add the driver");
  await title(page, "Onboarding");
  await press("Set the link");
  await page.locator(".tie-popover").waitFor();
  await press("It is right as it is");
  await told(page, "That is a causal map");
  await tour(page).getByRole("button", { name: "Close the tour" }).click();
  await tour(page).waitFor({ state: "detached" });
  assert.equal(alive((await workspace.tree()).links).length, 2);
  await Workspace.blank(ana, relay.address);
  await page.locator(".map-empty").waitFor();
  assert.equal(await tour(page).count(), 0, "a tour that was taken is not offered again");
});

test("the map is worked while the tour is shown, and what is undone is a step again", TIMEOUT, async () => {
  const workspace = await first();
  const { page } = workspace;
  await workspace.stage.dblclick({ position: { x: 500, y: 200 } });
  await title(page, "Growth");
  await told(page, "What shows that you are there?");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await told(page, "Begin with the result you want");
  assert.equal(await page.getByRole("dialog").count(), 0);
});

test("a tour is left and goes on after a reload where it was", TIMEOUT, async () => {
  const workspace = await first();
  const { page } = workspace;
  await tour(page).getByRole("button", { name: "Write down the objective" }).click();
  await title(page, "Growth");
  await told(page, "What shows that you are there?");
  await workspace.stands("Saved on this device");
  await page.reload();
  await told(page, "What shows that you are there?");
});

test("a tour that was skipped begins again from the menu, the palette and a key, also from the outline", TIMEOUT, async () => {
  const workspace = await first();
  const { page } = workspace;
  const skip = () => tour(page).getByRole("button", { name: "Skip the tour" }).click();
  await skip();
  await tour(page).waitFor({ state: "detached" });
  await page.locator(".stage > [role=status]").filter({ hasText: "It begins again with T" }).waitFor({ state: "attached" });
  await page.reload();
  await page.locator(".map-empty").waitFor();
  assert.equal(await tour(page).count(), 0);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).fill("short tour");
  await page.keyboard.press("Enter");
  await told(page, "Begin with the result you want");
  await skip();
  await page.getByRole("link", { name: "Outline" }).click();
  await page.getByRole("treegrid").waitFor();
  await page.getByRole("button", { name: "Export and settings" }).click();
  await page.getByRole("button", { name: "Short tour: build three nodes" }).click();
  await told(page, "Begin with the result you want");
  await page.waitForFunction(() => document.activeElement?.textContent.trim() === "Write down the objective");
});

test("the tour is said in another language as soon as it is chosen", TIMEOUT, async () => {
  const workspace = await first();
  const { page } = workspace;
  await page.getByRole("button", { name: "Export and settings" }).click();
  await page.getByLabel("Language").selectOption("pt-BR");
  await page.keyboard.press("Escape");
  await page.getByRole("region", { name: "Passeio curto" }).getByText("Comece pelo resultado que você quer").waitFor();
  await page.getByRole("button", { name: "Exportar e ajustes" }).click();
  await page.getByLabel("Idioma").selectOption("en");
  await page.keyboard.press("Escape");
});

test("on a phone the tour's words are all there, and it lies on no card", TIMEOUT, async () => {
  const workspace = await first();
  const { page } = workspace;
  await page.setViewportSize({ width: 360, height: 740 });
  await tour(page).getByRole("button", { name: "Write down the objective" }).click();
  await title(page, "Growth");
  await told(page, "What shows that you are there?");
  await page.waitForFunction(() => {
    const card = document.querySelector("button.card").getBoundingClientRect();
    const tour = document.querySelector(".tour").getBoundingClientRect();
    return card.bottom <= tour.top && card.top >= 0 && tour.bottom <= innerHeight;
  });
  assert.ok(await tour(page).getByText("With the objective selected").isVisible());
  assert.equal(await page.locator("#inspector").isVisible(), false, "the sheet stays away");
  await page.setViewportSize({ width: 1280, height: 800 });
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));
