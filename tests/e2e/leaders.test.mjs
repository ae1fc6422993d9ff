// A leader reads the brief with a link that only reads, until its owner takes it back.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { Device } from "./browser.mjs";
import { Relay } from "./relay.mjs";
import { Workspace, titles } from "./workspace.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** How soon someone whose key was taken back is out, in milliseconds. */
const OUT = 5_000;

let relay, ana, ben, vera;

before(async () => {
  relay = await Relay.start("--access", "keys");
  [ana, ben, vera] = await Promise.all(["Ana", "Ben", "Vera"].map((name) => Device.named(name)));
});

after(async () => {
  await Promise.all([ana, ben, vera].map((device) => device?.close()));
  await relay?.remove();
});

test("leaders read what a team builds, and are let out when the owner says so", { timeout: 300_000 }, async (t) => {
  let anas, bens, veras, editLink, viewLink;

  await t.test("sharing first makes the owner's key, shown once, and links that edit and read", async () => {
    anas = await Workspace.blank(ana, relay.address);
    await anas.add("Objective", "Grow in the north");
    await anas.add("KPI", "Retention");
    const dialog = await share(anas);
    await dialog.getByRole("button", { name: "Share through this relay" }).click();
    await dialog.getByRole("heading", { name: "Save the owner’s key" }).waitFor();
    assert.match(await dialog.locator(".secret").textContent(), /^cwk-/);
    viewLink = await given(dialog, "Read");
    editLink = await given(dialog, "Edit");
    const place = await given(dialog, "Find the place");
    assert.notEqual(viewLink, editLink);
    assert.match(viewLink, /[?&]key=/);
    assert.doesNotMatch(place, /key=/);
    await close(anas);
    const again = await share(anas);
    await again.getByLabel("Link", { exact: true }).waitFor();
    assert.equal(await again.locator(".secret").count(), 0);
    await close(anas);
    await anas.stands("synced");
  });

  await t.test("the brief follows an edit that is made in another browser", async () => {
    bens = await Workspace.open(ben, editLink);
    await bens.introduce("Ben");
    await bens.card("Retention").waitFor();
    assert.doesNotMatch(bens.page.url(), /key/);
    await bens.page.getByRole("link", { name: "Brief" }).click();
    await bens.page.locator(".brief").getByText("Grow in the north").waitFor();
    await anas.add("Objective", "Open the south");
    await bens.page.locator(".brief").getByText("Open the south").waitFor();
  });

  await t.test("a screen survives a reload, and Back leads to the one before", async () => {
    await bens.page.reload();
    await bens.page.locator(".brief h1").waitFor();
    await bens.page.goBack();
    await bens.card("Retention").waitFor();
    await bens.page.goForward();
    await bens.page.locator(".brief h1").waitFor();
  });

  await t.test("a row of the brief opens what it is about on the map", async () => {
    await bens.page.locator(".brief").getByRole("button", { name: "Grow in the north" }).click();
    await bens.inspector.getByRole("textbox", { name: "Title" }).waitFor();
    assert.match(bens.page.url(), /\/map\/n\//);
  });

  await t.test("a link that reads opens the brief, asks no name, and offers nothing that edits", async () => {
    veras = await Workspace.open(vera, viewLink);
    const { page } = veras;
    await page.locator(".brief").getByText("Open the south").waitFor();
    assert.doesNotMatch(page.url(), /key/);
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.equal(await page.locator("input, textarea, select").count(), 0);
    await page.getByRole("link", { name: "Map" }).click();
    await veras.card("Retention").click();
    await veras.inspector.getByRole("heading", { name: "Retention" }).waitFor();
    await openParts(veras);
    // What the map is coloured by, and the period of an X-ray, are ways of looking, and no part of the document.
    const fields = page.locator(":is(input, textarea, select, [contenteditable]):not(.colour-by *, .period *)");
    assert.equal(await fields.count(), 0);
    const offered = await page.getByRole("button").evaluateAll((all) => all.map((one) => one.ariaLabel ?? one.textContent));
    const edits = offered.filter((name) => /delete|archive|add|undo|redo|record|remove|who are you/i.test(name));
    assert.deepEqual(edits, []);
    await page.getByRole("link", { name: "Outline" }).click();
    await page.locator(".outline-tools").waitFor();
    const acts = await page.locator(".outline-tools .acts button").evaluateAll((all) => all.map((one) => one.ariaLabel));
    assert.equal(acts.length, 1, String(acts));
    await page.getByRole("link", { name: "Map" }).click();
    await veras.card("Retention").waitFor();
  });

  await t.test("no key and no hand of a reader changes anything", async () => {
    const { page } = veras;
    const before = await veras.tree();
    for (const key of ["Delete", "Backspace", "Tab", "Enter", "F2", "Alt+ArrowRight", "Control+z", "Control+y"]) {
      await veras.card("Retention").focus();
      await page.keyboard.press(key);
      await page.keyboard.type("x");
    }
    const card = await veras.card("Retention").boundingBox();
    await page.mouse.move(card.x + card.width / 2, card.y + card.height / 2);
    await page.mouse.down();
    await page.mouse.move(card.x + 200, card.y + 160, { steps: 5 });
    await page.mouse.up();
    const stage = await veras.stage.boundingBox();
    await page.mouse.dblclick(stage.x + 40, stage.y + stage.height - 60);
    assert.deepEqual(await veras.tree(), before);
    assert.deepEqual(titles(await anas.tree()), titles(before));
  });

  await t.test("a reader hears of every edit, and is no one's colleague on the map", async () => {
    await anas.add("Driver", "Onboarding");
    await veras.card("Onboarding").waitFor();
    await anas.stands("1 other here");
  });

  for (const colorScheme of ["light", "dark"]) {
    await t.test(`neither the brief nor sharing has an accessibility violation, ${colorScheme}`, async () => {
      await anas.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await anas.page.getByRole("link", { name: "Brief" }).click();
      await anas.page.locator(".brief h1").waitFor();
      assert.deepEqual(await violations(anas.page), []);
      await share(anas);
      await anas.page.locator(".key-list li").first().waitFor();
      assert.deepEqual(await violations(anas.page), []);
      await close(anas);
    });
  }

  await t.test("a key is taken back only by who meant it: first it is said what comes of it", async () => {
    const dialog = await share(anas);
    const opener = dialog.getByRole("button", { name: "Take back: Read" });
    const isFocused = (button) => button.evaluate((button) => document.activeElement === button);
    for (const leave of [() => anas.page.keyboard.press("Enter"), () => anas.page.keyboard.press("Escape")]) {
      await opener.focus();
      await anas.page.keyboard.press("Enter");
      await dialog.getByText("Whoever came by this link").waitFor();
      assert.ok(await isFocused(dialog.getByRole("button", { name: "Keep it" })), "what is safe has the focus");
      await leave();
      await dialog.getByText("Whoever came by this link").waitFor({ state: "detached" });
      assert.ok(await isFocused(opener), "the focus goes back");
    }
    assert.deepEqual(await violations(anas.page), []);
    await close(anas);
  });

  await t.test("the owner takes the reading link back: soon it is out, says so, and keeps what it had", async () => {
    const dialog = await share(anas);
    await dialog.getByRole("button", { name: "Take back: Read" }).click();
    await dialog.getByRole("button", { name: "Take it back" }).click();
    await veras.page.getByText("The owner has taken this link back.").waitFor({ timeout: OUT });
    await close(anas);
    await anas.page.getByRole("link", { name: "Map" }).click();
    await anas.add("Driver", "Not for Vera");
    await veras.page.getByRole("link", { name: "Brief" }).click();
    await veras.page.locator(".brief").getByText("Open the south").waitFor();
    await veras.page.reload();
    await veras.page.locator(".brief").getByText("Open the south").waitFor();
    await veras.page.getByText("The owner has taken this link back.").waitFor();
    assert.equal(await veras.page.locator("input, textarea, select").count(), 0);
    assert.ok(!titles(await veras.tree()).includes("Not for Vera"));
  });

  await t.test("an editor whose link is taken back keeps the work, and can save it", async () => {
    const dialog = await share(anas);
    await dialog.getByRole("button", { name: "Take back: Edit" }).click();
    await dialog.getByRole("button", { name: "Take it back" }).click();
    await bens.page.getByText("The owner has taken this link back.").waitFor({ timeout: OUT });
    await close(anas);
    await bens.page.keyboard.press("Escape");
    await bens.add("Driver", "Ben's last thought");
    assert.ok(titles(await bens.tree()).includes("Ben's last thought"));
    await bens.page.getByRole("button", { name: "Save a copy" }).waitFor();
    assert.ok(!titles(await anas.tree()).includes("Ben's last thought"));
  });

  await t.test("nobody's console has an error", () => {
    const told = [ana, ben, vera].flatMap((device) => device.errors);
    // What a relay refuses, the browser says on the console, whatever the page does.
    assert.deepEqual(told.filter((line) => !/status of 401/.test(line)), []);
  });
});

async function share(workspace) {
  await workspace.page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = workspace.page.getByRole("dialog", { name: "Share this workspace" });
  await dialog.waitFor();
  return dialog;
}

async function close(workspace) {
  await workspace.page.keyboard.press("Escape");
  await workspace.page.getByRole("dialog").waitFor({ state: "hidden" });
}

/** The link that lets its reader do this. */
async function given(dialog, lets) {
  const before = await dialog.getByLabel("Link", { exact: true }).inputValue();
  const choice = dialog.getByRole("group", { name: "Whoever opens the link may" }).first().getByLabel(lets, { exact: true });
  if (await choice.isChecked()) return before;
  // The radio itself is drawn by its label.
  await choice.check({ force: true });
  await dialog.page().waitForFunction((before) => document.getElementById("share-link").value !== before, before);
  return dialog.getByLabel("Link", { exact: true }).inputValue();
}

async function openParts(workspace) {
  await workspace.inspector.evaluate((inspector) => {
    for (const closed of inspector.querySelectorAll("details:not([open]) > summary")) closed.click();
  });
}

async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary ?? ""}`);
}
