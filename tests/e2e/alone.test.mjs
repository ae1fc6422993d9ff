// What one person does with a workspace: templates, keyboard, values, links, undo, files, tabs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Device } from "./browser.mjs";
import { Workspace, titles } from "./workspace.mjs";

const TIMEOUT = { timeout: 120_000 };

const { relay, ana } = await alone();

test("a template opens with the status of every card", TIMEOUT, async () => {
  const workspace = await Workspace.worked(ana, relay.address);
  await workspace.introduce("Ana");
  const status = async (title) => workspace.card(title).getAttribute("data-st");
  assert.equal(await status("Days from signature to go-live"), "act");
  assert.equal(await status("Net revenue retention"), "ok");
});

test("a template is told in the language of who begins with it", TIMEOUT, async () => {
  const bia = await Device.named("bia", { locale: "pt-BR" });
  try {
    const workspace = await Workspace.worked(bia, relay.address, "A retenção parece boa");
    await workspace.page.getByRole("dialog").getByRole("button", { name: "Depois" }).click();
    await workspace.card("Retenção líquida de receita").waitFor();
    assert.equal(await workspace.card("Dias da assinatura à entrada em uso").getAttribute("data-st"), "act");
    assert.deepEqual(bia.errors, []);
  } finally {
    await bia.close();
  }
});

test("a workspace's card at Home shows its map, with the state of every card", TIMEOUT, async () => {
  const workspace = await Workspace.worked(ana, relay.address);
  const { page } = workspace;
  await workspace.putOff();
  await workspace.card("Net revenue retention").waitFor();
  const states = await page.locator("button.card").evaluateAll((cards) => cards.map((card) => card.dataset.st).sort());
  await page.getByRole("link", { name: "All workspaces" }).click();
  const thumb = page.locator(".workspace-card").first().locator(".thumb");
  await thumb.locator(".t-link").first().waitFor({ state: "attached" });
  const drawn = await thumb.locator(".t-card, .t-goal").evaluateAll((cards) => cards.map((card) => card.dataset.st).sort());
  assert.deepEqual(drawn, states);
});

test("a tree of three nodes is built by keyboard alone, taken back and taken again", TIMEOUT, async () => {
  const workspace = await Workspace.blank(ana, relay.address);
  const { page } = workspace;
  await workspace.add("KPI", "Margin");
  await workspace.card("Margin").focus();
  await page.keyboard.press("Tab");
  await page.locator(".title-editor").waitFor();
  await page.keyboard.type("Agency cost");
  await page.keyboard.press("Enter");
  await workspace.card("Agency cost").waitFor();
  await workspace.card("Agency cost").focus();
  await page.keyboard.press("Enter");
  await page.locator(".title-editor").waitFor();
  await page.keyboard.type("Leakage");
  await page.keyboard.press("Enter");
  await workspace.card("Leakage").waitFor();
  const built = await workspace.tree();
  assert.deepEqual(titles(built), ["Agency cost", "Leakage", "Margin"]);
  assert.equal(Object.keys(built.links).length, 2);

  await workspace.card("Leakage").focus();
  await page.keyboard.press("Delete");
  await workspace.card("Leakage").waitFor({ state: "hidden" });
  await page.keyboard.press("Control+z");
  await workspace.card("Leakage").waitFor();
  await page.keyboard.press("Control+Shift+Z");
  await workspace.card("Leakage").waitFor({ state: "hidden" });
  assert.deepEqual(titles(await workspace.tree()), ["Agency cost", "Margin"]);
});

test("a link is drawn from the rim, and its polarity and strength are set", TIMEOUT, async () => {
  const workspace = await Workspace.blank(ana, relay.address);
  const { page } = workspace;
  await workspace.add("Driver", "Staffing");
  await workspace.add("KPI", "Waiting time");
  await workspace.card("Staffing").hover();
  await workspace.card("Staffing").click();
  const from = await workspace.card("Staffing").boundingBox();
  const to = await workspace.card("Waiting time").boundingBox();
  await page.mouse.move(from.x + from.width, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width + 20, from.y + from.height / 2, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  const drawn = await workspace.until((tree) => Object.keys(tree.links ?? {}).length === 1, "the link is drawn");
  const [link] = Object.values(drawn.links);
  assert.equal(drawn.nodes[link.from].title, "Staffing");
  assert.equal(drawn.nodes[link.to].title, "Waiting time");
  assert.equal(link.type, "causes");
});

test("a value recorded in the inspector is in the document and on the card", TIMEOUT, async () => {
  const workspace = await Workspace.blank(ana, relay.address);
  await workspace.add("KPI", "Orders");
  await workspace.select("Orders");
  await workspace.inspector.getByLabel("Value", { exact: false }).first().fill("41.5");
  await workspace.inspector.getByRole("button", { name: "Record" }).click();
  await workspace.card("Orders").filter({ hasText: "41.5" }).waitFor();
  const { metric } = await workspace.node("Orders");
  assert.deepEqual(Object.values(metric.observations).map(({ value }) => value), [41.5]);
});

test("a file keeps what Causeway doesn't know, through the app and back", TIMEOUT, async () => {
  const text = await readFile(new URL("../../public/templates/saas-retention.json", import.meta.url), "utf8");
  const given = JSON.parse(text);
  given["x-plan"] = [1, null, { deep: [true, {}] }];
  given.nodes.nrr["x-note"] = { of: ["analyst", null] };
  given.nodes.nrr.metric["x-precision"] = { digits: 2 };
  const workspace = await Workspace.open(ana, relay.address);
  const { page } = workspace;
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  await (await choosing).setFiles({
    name: "retention.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(given)),
  });
  await workspace.putOff();
  const { workspace: id, ...kept } = await workspace.tree();
  assert.deepEqual(kept, given);
  assert.match(id, /^[\w-]{1,64}$/);
});

test("a faulty file is refused with the path, the rule and what was found", TIMEOUT, async () => {
  const workspace = await Workspace.open(ana, relay.address);
  const { page } = workspace;
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  await (await choosing).setFiles({
    name: "faulty.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"format":"causeway/1","nodes":{"growth":{"kind":"goal","title":"Grow"}}}'),
  });
  const dialog = page.getByRole("dialog", { name: "This file wasn’t opened" });
  await dialog.getByText("nodes/growth/kind").waitFor();
  await dialog.getByText("goal", { exact: false }).first().waitFor();
});

test("two tabs of one browser show each other's edits while the relay is away", TIMEOUT, async () => {
  const workspace = await Workspace.blank(ana, relay.address);
  await workspace.add("KPI", "First");
  await workspace.stands("synced");
  await relay.kill();
  await workspace.stands(/offline/i);
  const beside = new Workspace(ana, await ana.context.newPage());
  await beside.page.goto(workspace.page.url());
  await beside.card("First").waitFor();
  await beside.add("Driver", "From the second tab");
  await workspace.card("From the second tab").waitFor();
  await beside.page.close();
  await relay.start();
  await workspace.stands("synced");
});

test("who gives the name of somebody who is there already is that person, and is not added again", TIMEOUT, async () => {
  const workspace = await Workspace.worked(ana, relay.address);
  await workspace.page.getByRole("dialog", { name: "Who are you?" }).getByLabel("Role").fill("Chair");
  await workspace.introduce("chief executive");
  const people = Object.values((await workspace.tree()).people).filter(({ name }) => /^chief executive$/i.test(name));
  assert.deepEqual(people.map(({ name, role }) => [name, role]), [["Chief executive", "Chair"]]);
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));
