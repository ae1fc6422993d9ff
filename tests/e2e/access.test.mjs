// Every screen, in both themes and widths, as axe and a keyboard see it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace } from "./workspace.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TIMEOUT = { timeout: 240_000 };

const { relay, ana } = await alone();

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[1280, 800], [390, 780]]) {
    test(`no screen has an accessibility violation, ${colorScheme} and ${width} wide`, TIMEOUT, async () => {
      const workspace = await Workspace.open(ana, relay.address);
      const { page } = workspace;
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const found = [];
      const look = async (screen) => found.push(...(await violations(page)).map((line) => `${screen}: ${line}`));
      await everyScreen(workspace, look);
      assert.deepEqual(found, []);
    });
  }
}

test("every card, link and field has a name", TIMEOUT, async () => {
  const workspace = await Workspace.open(ana, relay.address);
  const { page } = workspace;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator(".templates").getByRole("button", { name: "Retention looks fine" }).press("Enter");
  await page.getByRole("button", { name: "Later" }).click();
  await workspace.card("Net revenue retention").click();
  await workspace.openEveryPart();
  const nameless = await page.evaluate(() => {
    const named = (element) =>
      element.getAttribute("aria-label")?.trim() ||
      element.labels?.[0]?.textContent.trim() ||
      element.textContent.trim() ||
      element.getAttribute("title");
    const all = document.querySelectorAll("button, a, input, select, textarea, summary, [role=listitem]");
    return [...all].filter((element) => !named(element)).map((element) => element.outerHTML.slice(0, 120));
  });
  assert.deepEqual(nameless, []);
  const card = workspace.card("Net revenue retention");
  assert.match(await card.getAttribute("aria-label"), /KPI.*Net revenue retention.*ok/i);
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));

/** Goes through the screens and dialogs, and has each looked at. */
async function everyScreen(workspace, look) {
  const { page } = workspace;
  const closed = () => page.getByRole("dialog").waitFor({ state: "hidden" });
  const template = page.locator(".templates").getByRole("button", { name: "Retention looks fine" });
  await template.waitFor();
  await look("Home");
  await page.getByRole("button", { name: "Join with a link" }).click();
  await page.getByRole("dialog").waitFor();
  await look("Join");
  await page.keyboard.press("Escape");
  await closed();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  const faulty = '{"format":"causeway/1","nodes":{"growth":{"kind":"goal","title":7}}}';
  await (await choosing).setFiles({ name: "faulty.json", mimeType: "application/json", buffer: Buffer.from(faulty) });
  await page.getByRole("dialog").waitFor();
  await look("a file that wasn't opened");
  await page.keyboard.press("Escape");
  await closed();
  await template.press("Enter");
  await page.getByRole("dialog").waitFor();
  await look("Who are you?");
  await page.getByRole("button", { name: "Later" }).click();
  await closed();
  await workspace.card("Net revenue retention").waitFor();
  await look("Map");
  await workspace.card("Product adoption").focus();
  await workspace.openEveryPart();
  await look("a node in the inspector");
  await workspace.inspector.locator(".ties button").first().click();
  await workspace.inspector.getByRole("heading", { name: "The link" }).waitFor();
  await workspace.openEveryPart();
  await look("a link in the inspector");
  await page.getByRole("button", { name: "Close the inspector" }).click();
  await page.getByRole("button", { name: "Signals", exact: true }).click();
  await page.locator(".finding").first().getByRole("button").click();
  await page.locator(".nodes > li[data-aside]").first().waitFor();
  await look("Signals with a path on the map");
  await page.getByRole("button", { name: "Close the signals" }).click();
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("dialog").waitFor();
  await look("Share");
  await page.keyboard.press("Escape");
  await closed();
  await page.getByRole("button", { name: "Export and settings" }).click();
  await page.locator(".leaf").waitFor();
  await look("the menu");
  await page.keyboard.press("Escape");
}

/** What axe finds wrong with the page, as lines. */
async function violations(page) {
  // Not as a script of the page: its content security policy rightly refuses that.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}
