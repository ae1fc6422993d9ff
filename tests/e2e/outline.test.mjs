// The outline does what the map does, by keyboard, and its tree is what a screen reader gets.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace, titles } from "./workspace.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TIMEOUT = { timeout: 240_000 };

const { relay, ana } = await alone({ permissions: ["clipboard-read", "clipboard-write"] });

/** A blank workspace's outline. */
async function blank() {
  const workspace = await Workspace.blank(ana, relay.address);
  await workspace.page.getByRole("link", { name: "Outline" }).click();
  await workspace.page.getByRole("treegrid").waitFor();
  return workspace;
}

/** The outline of a worked case, in which this node is. */
async function worked(template = "Retention looks fine", node = "Net revenue retention") {
  const workspace = await Workspace.worked(ana, relay.address, template);
  await workspace.putOff();
  await workspace.card(node).first().waitFor();
  await workspace.page.getByRole("link", { name: "Outline" }).click();
  await workspace.page.getByRole("row", { name: new RegExp(node) }).first().waitFor();
  return workspace;
}

/** Types a title into the cell that is being edited. */
async function name(page, title) {
  await page.locator(".sheet .input").waitFor();
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
  await page.locator(".sheet .input").waitFor({ state: "detached" });
}

/** What the first column shows, each title with its level. */
const shown = (page) =>
  page.locator(".sheet .rows-of > [role=row]").evaluateAll((rows) =>
    rows
      .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)
      .map((row) => `${row.getAttribute("aria-level")} ${row.querySelector(".td .text")?.textContent}`),
  );

/** Goes to a cell by the title of its row and the place of its column. */
async function cell(page, title, column) {
  const found = page.getByRole("row", { name: new RegExp(title) }).first().getByRole("gridcell").nth(column);
  await found.click();
  return found;
}

const KIND = 1, OWNER = 3, VALUE = 4, UNIT = 5, STRENGTH = 9;

test("a tree of three is built, renamed, unlinked, deleted and brought back without the mouse", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  await page.getByRole("button", { name: "Add at the top" }).press("Enter");
  await page.getByRole("button", { name: "Objective" }).press("Enter");
  await name(page, "Growth");
  await page.keyboard.press("Control+Shift+Enter");
  await name(page, "Retention");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+Shift+Enter");
  await name(page, "Onboarding");
  assert.deepEqual(await shown(page), ["1 Growth", "2 Retention", "3 Onboarding"]);
  const tree = await workspace.tree();
  const kinds = Object.fromEntries(Object.values(tree.nodes).map((node) => [node.title, node.kind]));
  assert.deepEqual(kinds, { Growth: "objective", Retention: "kpi", Onboarding: "driver" });
  assert.deepEqual(Object.values(tree.links).map((link) => link.type).sort(), ["causes", "serves"]);
  await cell(page, "Onboarding", 0);
  await page.keyboard.press("F2");
  await page.keyboard.press("Control+a");
  await name(page, "Faster onboarding");
  assert.deepEqual(titles(await workspace.tree()), ["Faster onboarding", "Growth", "Retention"]);
  await cell(page, "Faster onboarding", 0);
  await page.keyboard.press("Alt+Backspace");
  await page.waitForFunction(() => document.querySelectorAll('.sheet .rows-of > [aria-level="1"]').length === 2);
  assert.equal(Object.values((await workspace.tree()).links).filter((link) => !link.deleted).length, 1);
  await cell(page, "Faster onboarding", 0);
  await page.keyboard.press("Delete");
  await page.getByRole("row", { name: /Faster onboarding/ }).waitFor({ state: "detached" });
  assert.deepEqual(titles(await workspace.tree()), ["Growth", "Retention"]);
  await cell(page, "Retention", 0);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelectorAll('.sheet .rows-of > [role="row"]').length === 3);
  assert.deepEqual(await shown(page), ["1 Growth", "2 Retention", "3 Faster onboarding"]);
});

test("cells are edited as in a spreadsheet, and the document holds it", TIMEOUT, async () => {
  const workspace = await worked();
  const { page } = workspace;
  await cell(page, "Days from signature", VALUE);
  await page.keyboard.type("58");
  await page.keyboard.press("Tab");
  await page.keyboard.type("weekdays");
  await page.keyboard.press("Enter");
  await cell(page, "Days from signature", STRENGTH);
  await page.keyboard.press("Enter");
  await page.locator(".sheet select").selectOption("weak");
  await page.keyboard.press("Enter");
  const tree = await workspace.until(
    (tree) => Object.values(tree.links).some((link) => link.strength === "weak"),
    "the link is weak",
  );
  const node = Object.values(tree.nodes).find((node) => node.title.startsWith("Days from signature"));
  assert.equal(node.metric.unit, "weekdays");
  assert.equal(Object.entries(node.metric.observations).at(-1)[1].value, 58);
});

test("what can't stand in a cell stays in its field with the reason", TIMEOUT, async () => {
  const workspace = await worked();
  const { page } = workspace;
  await cell(page, "Days from signature", VALUE);
  await page.keyboard.type("many");
  await page.keyboard.press("Enter");
  await page.locator(".sheet .fault-of").filter({ hasText: "isn’t a number" }).waitFor();
  assert.equal(await page.locator(".sheet .input").inputValue(), "many");
  await page.keyboard.press("Escape");
  await page.locator(".sheet .input").waitFor({ state: "detached" });
  const node = await workspace.node("Days from signature to go-live");
  assert.equal(Object.entries(node.metric.observations).at(-1)[1].value, 61);
});

test("a block is copied as a spreadsheet reads it, pasted as one step, and undone as one", TIMEOUT, async () => {
  const workspace = await worked();
  const { page } = workspace;
  const status = page.locator(".outline > [role=status]");
  await cell(page, "Net revenue retention", UNIT);
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Shift+ArrowDown");
  assert.equal(await page.locator(".sheet .td[data-chosen]").count(), 4);
  await page.keyboard.press("Control+c");
  await status.filter({ hasText: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^113\t%\n.+\t.+$/);
  await page.evaluate(() => navigator.clipboard.writeText("101\tpoints\n7\tpoints\n"));
  await page.keyboard.press("Control+v");
  await status.filter({ hasText: "4 cells pasted" }).waitFor();
  const units = async () => Object.values((await workspace.tree()).nodes).filter((node) => node.metric?.unit === "points").length;
  assert.equal(await units(), 2);
  await cell(page, "Net revenue retention", UNIT);
  await page.keyboard.press("Control+z");
  await status.filter({ hasText: "Undone" }).waitFor();
  assert.equal(await units(), 0);
});

test("what a pasted block leaves out is said where one sees it, with why", TIMEOUT, async () => {
  const workspace = await worked();
  const { page } = workspace;
  await cell(page, "Net revenue retention", UNIT);
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowLeft");
  await page.evaluate(() => navigator.clipboard.writeText("4\n5\n"));
  await page.keyboard.press("Control+v");
  await page.locator(".message", { hasText: "1 cell pasted. 1 was left as it is: There is no such row or column" }).waitFor();
});

test("a block that begins with titles adds the rows that are missing, as one step", TIMEOUT, async () => {
  const workspace = await worked();
  const { page } = workspace;
  const before = Object.keys((await workspace.tree()).nodes).length;
  await page.getByRole("gridcell").first().click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Home");
  const block = "A last title\nSecond thoughts\tRisk\nWaiting time\tKPI\t\t\t12\tdays\n";
  await page.evaluate((block) => navigator.clipboard.writeText(block), block);
  await page.keyboard.press("Control+v");
  await page.locator(".outline > [role=status]").filter({ hasText: "2 rows added." }).waitFor();
  const waiting = await workspace.node("Waiting time");
  assert.equal(waiting.kind, "kpi");
  assert.equal(waiting.metric.unit, "days");
  assert.deepEqual(Object.values(waiting.metric.observations).map(({ value }) => value), [12]);
  assert.equal((await workspace.node("Second thoughts")).kind, "risk");
  await page.getByRole("gridcell").first().click();
  await page.keyboard.press("Control+z");
  await workspace.until((tree) => Object.values(tree.nodes).filter((node) => !node.deleted).length === before, "one undo");
});

test("an indented list becomes a tree in an outline that has no rows yet, and under the row where one stands", TIMEOUT, async () => {
  const workspace = await Workspace.blank(ana, relay.address);
  const { page } = workspace;
  await page.locator(".screens a", { hasText: "Outline" }).click();
  await page.locator(".outline-empty").waitFor();
  const paste = async (text) => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await page.keyboard.press("Control+v");
  };
  await paste("KPI: Churn\n\tOnboarding\n\tSupport\n");
  await page.getByRole("gridcell", { name: /Support/ }).waitFor();
  assert.equal(Object.keys((await workspace.tree()).links).length, 2);
  await page.getByRole("gridcell", { name: /Onboarding/ }).click();
  await paste("Training\n\tTrainers\n");
  await page.getByRole("gridcell", { name: /Trainers/ }).waitFor();
  const { nodes, links } = await workspace.tree();
  const titles = Object.values(links).map(({ from, to }) => `${nodes[from].title} → ${nodes[to].title}`);
  assert.deepEqual(titles.sort(), ["Onboarding → Churn", "Support → Churn", "Trainers → Training", "Training → Onboarding"]);
});

test("rows are searched, sorted and put in a list", TIMEOUT, async () => {
  const workspace = await worked();
  const { page } = workspace;
  await page.getByRole("searchbox").fill("signature");
  await page.waitForFunction(() => document.querySelectorAll(".sheet .rows-of > [role=row][data-aside]").length > 0);
  const found = await shown(page);
  assert.ok(found.some((row) => /Days from signature/.test(row)), found.join());
  assert.match(found[0], /^1 /, "what stands above it stays");
  await page.getByRole("searchbox").fill("");
  await page.getByLabel("As a list").check();
  await page.getByLabel("Sort by").selectOption({ label: "Title" });
  await page.waitForFunction(() => document.querySelectorAll(".sheet .rows-of > [role=row]").length === 5);
  const list = (await shown(page)).map((row) => row.slice(2));
  assert.deepEqual(list, [...list].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase())));
  assert.equal(new Set(list).size, list.length);
});

test("Chromium’s accessibility tree has the levels, the places and what appears twice", TIMEOUT, async () => {
  const nps = "Customers who would recommend us";
  const { page } = await worked("Objectives and key results", nps);
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  const grid = nodes.find((node) => node.role?.value === "treegrid");
  assert.equal(grid.name.value, "Outline");
  assert.match(grid.description?.value ?? "", /Arrows walk the cells/);
  const rows = nodes.filter((node) => node.role?.value === "row" && node.name?.value.includes(nps));
  assert.equal(rows.length, 2, "it stands below each of its two results");
  const told = (row, name) => row.properties.find((property) => property.name === name)?.value.value;
  assert.deepEqual(rows.map((row) => told(row, "level")), [2, 3]);
  assert.deepEqual(rows.map((row) => told(row, "expanded")), [true, false]);
  const cells = nodes.filter((node) => node.role?.value === "gridcell" && node.name?.value.includes(nps));
  assert.match(cells[0].name.value, /appears 2 times, once below each of its results/);
  await cell(page, nps, 0);
  await page.keyboard.press("ArrowLeft");
  await page.locator('.sheet [role=row][aria-expanded="true"]').filter({ hasText: nps }).waitFor({ state: "detached" });
});

test("the outline has one tab stop, and the inspector opens from it and gives the focus back", TIMEOUT, async () => {
  const workspace = await worked();
  const { page } = workspace;
  assert.equal(await page.locator('.sheet [tabindex="0"]').count(), 1);
  await cell(page, "Net revenue retention", 0);
  await page.keyboard.press("Space");
  await workspace.inspector.getByRole("textbox", { name: "Title" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => !/Net revenue retention/.test(document.querySelector("#inspector textarea, #inspector input")?.value));
  await page.keyboard.press("Escape");
  await workspace.inspector.waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "gridcell");
});

test("a row's menu opens by key and by the other button, its keys walk it, and the focus comes back to the cell", TIMEOUT, async () => {
  const workspace = await worked();
  const { page } = workspace;
  const on = await cell(page, "Net revenue retention", 0);
  const menu = page.getByRole("menu");
  await page.keyboard.press("Shift+F10");
  await page.waitForFunction(() => document.activeElement.getAttribute("role") === "menuitem");
  const [leaf, box] = [await menu.boundingBox(), await on.boundingBox()];
  assert.ok(Math.abs(leaf.y - box.y - box.height) < 12, "it opens below its cell");
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "gridcell");
  await page.getByRole("row", { name: /Product adoption/ }).first().getByRole("gridcell").first().click({ button: "right" });
  await menu.getByRole("menuitem", { name: "Add what drives it" }).waitFor();
  await page.keyboard.press("Enter");
  await name(page, "Training");
  assert.ok(titles(await workspace.tree()).includes("Training"));
});

test("the palette does in the outline what its keys do", TIMEOUT, async () => {
  const workspace = await worked();
  const { page } = workspace;
  await cell(page, "Net revenue retention", 0);
  const act = async (words) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find or do anything" }).fill(words);
    await page.keyboard.press("Enter");
  };
  await act("add what drives it");
  await name(page, "Pricing");
  await act("risk");
  await name(page, "A rival halves its price");
  const tree = await workspace.tree();
  const kind = (title) => Object.values(tree.nodes).find((node) => node.title === title)?.kind;
  assert.deepEqual([kind("Pricing"), kind("A rival halves its price")], ["driver", "risk"]);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[1280, 800], [390, 780]]) {
    test(`the outline has no accessibility violation, ${colorScheme} and ${width} wide`, TIMEOUT, async () => {
      const workspace = await worked();
      const { page } = workspace;
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 140)}`)), []);
      await page.setViewportSize({ width: 1280, height: 800 });
    });
  }
}

test("four hundred rows open with only those in sight drawn", TIMEOUT, async () => {
  const nodes = { top: { kind: "kpi", title: "Top" } };
  const links = {};
  for (let at = 0; at < 399; at += 1) {
    nodes[`d${at}`] = { kind: "driver", title: `Driver ${String(at).padStart(5, "0")}` };
    links[`l${at}`] = { from: `d${at}`, to: "top", type: "causes" };
  }
  const file = JSON.stringify({ format: "causeway/1", workspace: "w-large", title: "Large", nodes, links });
  const workspace = await Workspace.open(ana, relay.address);
  const { page } = workspace;
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  await (await choosing).setFiles({ name: "large.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await workspace.putOff({ timeout: 120_000 });
  await page.getByRole("link", { name: "Outline" }).click();
  await page.getByRole("row", { name: /Driver 00000/ }).waitFor({ timeout: 120_000 });
  assert.equal(await page.getByRole("treegrid").getAttribute("aria-rowcount"), "401");
  assert.ok((await page.locator(".sheet .rows-of > [role=row]").count()) < 80);
  await cell(page, "Top", 0);
  await page.keyboard.press("Control+End");
  await page.getByRole("row", { name: /Driver 00398/ }).waitFor();
  assert.ok((await page.locator(".sheet .rows-of > [role=row]").count()) < 80);
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));
