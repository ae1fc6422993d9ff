// What is typed is safe while it is typed: no field waits to be left.

import assert from "node:assert/strict";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace } from "./workspace.mjs";

const TIMEOUT = { timeout: 120_000 };

const { relay, ana } = await alone();

/** A workspace with one measure, which the inspector shows with one of its parts open. */
async function measured(part) {
  const workspace = await Workspace.blank(ana, relay.address);
  await workspace.add("KPI", "Orders");
  await workspace.select("Orders");
  await workspace.openPart(part);
  return workspace;
}

/** Opens the measure anew after a reload. */
async function reloaded(workspace, part) {
  await workspace.page.reload();
  await workspace.card("Orders").waitFor();
  if (!(await workspace.inspector.isVisible())) await workspace.select("Orders");
  await workspace.openPart(part);
}

const field = (workspace, name) => workspace.inspector.getByRole("textbox", { name });

test("a line and a number are there after a reload that came before the field was left", TIMEOUT, async () => {
  const workspace = await measured("What is measured");
  await field(workspace, "Unit").pressSequentially("parcels");
  await reloaded(workspace, "What is measured");
  assert.equal(await field(workspace, "Unit").inputValue(), "parcels");
  await workspace.openPart("Aims and thresholds");
  await field(workspace, /^Target( \(|$)/).pressSequentially("41.5");
  await reloaded(workspace, "Aims and thresholds");
  assert.equal(await field(workspace, /^Target( \(|$)/).inputValue(), "41.5");
  const { metric } = await workspace.node("Orders");
  assert.deepEqual([metric.unit, metric.target], ["parcels", { value: 41.5 }]);
});

test("a value that was typed and not yet recorded is still in its form after a reload", TIMEOUT, async () => {
  const workspace = await measured("What is measured");
  const value = () => workspace.inspector.locator(".entry").getByRole("textbox", { name: "Value" });
  await value().pressSequentially("41.5");
  await reloaded(workspace, "What is measured");
  assert.equal(await value().inputValue(), "41.5");
  await workspace.inspector.getByRole("button", { name: "Record" }).click();
  await workspace.card("Orders").filter({ hasText: "41.5" }).waitFor();
  await reloaded(workspace, "What is measured");
  assert.equal(await value().inputValue(), "");
});

test("what is typed reaches another tab while the cursor stays in the field", TIMEOUT, async () => {
  const workspace = await measured("What is measured");
  const beside = new Workspace(ana, await ana.context.newPage());
  await beside.page.goto(workspace.page.url());
  await beside.select("Orders");
  await beside.openPart("What is measured");
  await workspace.page.bringToFront();
  await field(workspace, "Unit").pressSequentially("net ");
  await beside.inspector.locator(".big").filter({ hasText: "net" }).waitFor();
  await field(workspace, "Unit").pressSequentially("weight");
  await beside.inspector.locator(".big").filter({ hasText: "net weight" }).waitFor();
  assert.equal(await field(workspace, "Unit").inputValue(), "net weight");
  await beside.page.close();
});

test("what isn't a number stays in its field and out of the document", TIMEOUT, async () => {
  const workspace = await measured("Aims and thresholds");
  const target = field(workspace, /^Target( \(|$)/);
  await target.fill("12");
  await target.blur();
  await target.fill("12 or so");
  await target.blur();
  await workspace.inspector.getByText("This isn’t a number").waitFor();
  assert.equal(await target.inputValue(), "12 or so");
  const { metric } = await workspace.node("Orders");
  assert.deepEqual(metric.target, { value: 12 });
});

test("undo takes back what was typed into a line as one step", TIMEOUT, async () => {
  const workspace = await measured("What is measured");
  await field(workspace, "Unit").pressSequentially("parcels", { delay: 60 });
  await field(workspace, "Unit").press("Enter");
  await workspace.page.getByRole("button", { name: "Undo my last step" }).click();
  assert.equal(await field(workspace, "Unit").inputValue(), "");
  const { title } = await workspace.node("Orders");
  assert.equal(title, "Orders");
});

test("Escape brings back what the field said before", TIMEOUT, async () => {
  const workspace = await measured("What is measured");
  await field(workspace, "Unit").fill("parcels");
  await field(workspace, "Unit").press("Enter");
  await field(workspace, "Unit").fill("boxes");
  await workspace.inspector.locator(".big").filter({ hasText: "boxes" }).waitFor();
  await field(workspace, "Unit").press("Escape");
  await workspace.inspector.locator(".big").filter({ hasText: "parcels" }).waitFor();
  assert.equal(await field(workspace, "Unit").inputValue(), "parcels");
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));
