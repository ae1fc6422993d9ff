// What the inspector shows and does beside its fields: the chart, comments, history, X-ray, kinds and ends, several at once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace } from "./workspace.mjs";

const TIMEOUT = { timeout: 180_000 };

const { relay, ana } = await alone();

/** A worked case, with one card in the inspector. */
async function inspecting(title) {
  const workspace = await Workspace.worked(ana, relay.address);
  await workspace.introduce("Ana");
  await workspace.card(title).first().waitFor();
  await workspace.select(title);
  return workspace;
}

test("the chart is walked with the arrow keys, and says each value, its day and its state", TIMEOUT, async () => {
  const { page, inspector } = await inspecting("Days from signature");
  const slider = inspector.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("End");
  assert.match(await slider.getAttribute("aria-valuetext"), /: 61.days, act$/);
  await page.keyboard.press("ArrowLeft");
  assert.match(await slider.getAttribute("aria-valuetext"), /: 55.days, act$/);
  await inspector.locator(".chart .em").filter({ hasText: "55" }).waitFor();
  await page.keyboard.press("Home");
  assert.match(await slider.getAttribute("aria-valuetext"), /: 30.days, ok$/);
  assert.equal(await slider.getAttribute("aria-valuemax"), "9");
});

test("the chart has its thresholds, its forecast and its limits, and a table that says the same", TIMEOUT, async () => {
  const { inspector } = await inspecting("Days from signature");
  const chart = inspector.locator(".chart");
  await chart.waitFor();
  assert.equal(await chart.locator(".zone").count(), 1);
  assert.deepEqual(await chart.locator(".level").evaluateAll((lines) => lines.map((line) => line.dataset.line)), ["act", "watch", "potential"]);
  assert.equal(await chart.locator(".forecast").count(), 1);
  assert.equal(await chart.locator(".usual").count(), 2);
  assert.match(await chart.getAttribute("aria-label"), /9 values.*61.days, act.*Act from: 50/);
  await inspector.getByRole("button", { name: "Show as a table" }).click();
  const twin = inspector.locator(".twin");
  assert.equal(await twin.locator("tbody tr").count(), 9);
  assert.match(await twin.locator("tbody tr").first().innerText(), /61.days.*act/s);
  assert.match(await inspector.locator(".metric-chart .kv").innerText(), /Act from\s+50.days.*control limits.*trend leads/s);
});

test("a value and Enter are enough: the chart, the card and the document have it", TIMEOUT, async () => {
  const workspace = await inspecting("Days from signature");
  const { page, inspector } = workspace;
  await inspector.locator(".entry").getByRole("textbox", { name: /Value/ }).fill("44");
  await page.keyboard.press("Enter");
  await workspace.card("Days from signature").filter({ hasText: "44" }).waitFor();
  await inspector.getByRole("slider").focus();
  await page.keyboard.press("End");
  assert.match(await inspector.getByRole("slider").getAttribute("aria-valuetext"), /: 44.days, watch$/);
  const { metric } = await workspace.node("Days from signature to go-live");
  assert.equal(Object.keys(metric.observations).length, 10);
});

test("a comment mentions someone by keyboard, is resolved, and is in the document", TIMEOUT, async () => {
  const workspace = await inspecting("Days from signature");
  const { page, inspector } = workspace;
  await workspace.openPart("Comments");
  const field = inspector.getByRole("textbox", { name: "Comment" });
  await field.pressSequentially("Please look, @oper");
  const offered = inspector.getByRole("listbox", { name: "People to mention" }).getByRole("option");
  await offered.filter({ hasText: "Operations chief" }).waitFor();
  assert.equal(await field.getAttribute("aria-activedescendant"), await offered.first().getAttribute("id"));
  await page.keyboard.press("Enter");
  assert.equal(await field.inputValue(), "Please look, @Operations chief ");
  await page.keyboard.press("Control+Enter");
  await inspector.locator(".talk .mention").filter({ hasText: "@Operations chief" }).waitFor();
  await inspector.getByRole("button", { name: "Resolve" }).click();
  await inspector.locator('.talk li[data-state="resolved"]').waitFor();
  const tree = await workspace.tree();
  const [comment] = Object.values(tree.comments);
  assert.equal(comment.text, "Please look, @Operations chief");
  assert.equal(comment.resolved, true);
  assert.equal(tree.people[comment.by].name, "Ana");
  assert.equal(tree.nodes[comment.on].title, "Days from signature to go-live");
  await inspector.getByRole("button", { name: "Reopen" }).click();
  await inspector.locator(".talk li:not([data-state])").waitFor();
});

test("history says who wrote what, and puts back what was there", TIMEOUT, async () => {
  const workspace = await inspecting("Days from signature");
  const { inspector } = workspace;
  await workspace.openPart("What is measured");
  await inspector.getByRole("textbox", { name: "Unit" }).fill("weeks");
  await inspector.getByRole("textbox", { name: "Unit" }).press("Enter");
  await workspace.openPart("History");
  const first = inspector.locator(".past > li").first();
  await first.filter({ hasText: "Unit" }).waitFor();
  assert.match(await first.innerText(), /Ana.*Unit.*days.*weeks/s);
  await first.getByRole("button", { name: "Put back Unit: days" }).click();
  const tree = await workspace.until((tree) => Object.values(tree.nodes).some((node) => node.metric?.unit === "days" && node.title.startsWith("Days from")), "the unit is back");
  assert.ok(tree);
});

test("the X-ray says what moved a result and shows a way on the map", TIMEOUT, async () => {
  const workspace = await inspecting("Net revenue retention");
  const { page, inspector } = workspace;
  await workspace.openPart("X-ray");
  // The template's days follow today's: its first values are eight months old.
  const from = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10);
  await inspector.getByRole("textbox", { name: "From", exact: true }).fill(from);
  await inspector.locator(".film").filter({ hasText: "What moved it" }).waitFor();
  const text = await inspector.locator("details.part", { has: page.getByRole("heading", { name: "X-ray" }) }).innerText();
  for (const part of ["Unexplained", "Its levers, and who holds them", "What is missing"]) assert.match(text, new RegExp(part));
  const way = inspector.locator(".film button").filter({ hasText: "Days from signature" }).first();
  await way.click();
  assert.equal(await way.getAttribute("aria-pressed"), "true");
  await page.locator(".nodes > li[data-aside]").first().waitFor();
  await way.click();
  await page.locator(".nodes > li[data-aside]").first().waitFor({ state: "detached" });
});

test("a node becomes what its links allow, and a link joins others", TIMEOUT, async () => {
  const workspace = await inspecting("Days from signature");
  const { inspector } = workspace;
  const kind = inspector.getByLabel("Kind");
  const kinds = await kind.locator("option").allInnerTexts();
  assert.ok(kinds.includes("KPI") && !kinds.includes("Objective"), kinds.join());
  await kind.selectOption({ label: "KPI" });
  assert.equal((await workspace.node("Days from signature to go-live")).kind, "kpi");
  await inspector.locator(".ties button").first().click();
  await inspector.getByRole("heading", { name: "The link" }).waitFor();
  await workspace.openPart("What it joins");
  const before = Object.entries((await workspace.tree()).links);
  const to = inspector.getByLabel("Leads to");
  const now = await to.evaluate((select) => select.selectedOptions[0].textContent);
  const other = (await to.locator("option").allInnerTexts()).find((title) => title !== now);
  await to.selectOption({ label: other });
  const after = await workspace.until((tree) => before.some(([id, link]) => tree.links[id].to !== link.to), "the link leads elsewhere");
  const [moved] = before.filter(([id, link]) => after.links[id].to !== link.to);
  assert.equal(after.nodes[after.links[moved[0]].to].title, other);
});

test("a link is drawn to a node that is chosen by name, without the map", TIMEOUT, async () => {
  const workspace = await inspecting("Days from signature");
  const { inspector } = workspace;
  const { nodes, links } = await workspace.tree();
  const [own] = Object.entries(nodes).find(([, node]) => node.title.startsWith("Days from signature"));
  const isJoined = (id) => Object.values(links).some(({ from, to }) => [from, to].includes(own) && [from, to].includes(id));
  const [other, { title }] = Object.entries(nodes).find(([id, node]) => node.kind === "kpi" && id !== own && !isJoined(id));
  await inspector.getByText("Link it to another node").click();
  await inspector.getByRole("combobox", { name: "This node" }).selectOption({ label: title });
  await inspector.getByRole("button", { name: "Draw the link" }).click();
  const drawn = ({ links }) => Object.values(links).filter(({ from, to }) => from === own && to === other);
  const after = await workspace.until((tree) => drawn(tree).length > 0, "the link is drawn");
  assert.equal(drawn(after)[0].type, "causes");
});

test("several nodes get one owner and a tag in one step each", TIMEOUT, async () => {
  const workspace = await inspecting("Days from signature");
  const { page, inspector } = workspace;
  await workspace.card("Net revenue retention").first().click({ modifiers: ["Shift"] });
  await inspector.getByText("2 nodes").first().waitFor();
  await inspector.getByLabel("Owner").selectOption({ label: "Ana" });
  await inspector.getByLabel("Tags").fill("board");
  await page.keyboard.press("Enter");
  await inspector.locator(".chip").filter({ hasText: "board ×2" }).waitFor();
  const tree = await workspace.tree();
  const ours = Object.values(tree.nodes).filter((node) => node.tags?.board);
  assert.equal(ours.length, 2);
  assert.ok(ours.every((node) => tree.people[node.owner].name === "Ana"));
  await page.getByRole("button", { name: "Undo my last step" }).click();
  await inspector.locator(".chip").first().waitFor({ state: "detached" });
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));
