// Signals beside the map: found live, by question, with their path.

import assert from "node:assert/strict";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace } from "./workspace.mjs";

const TIMEOUT = { timeout: 120_000 };

const { relay, ana } = await alone();
const workspace = await Workspace.worked(ana, relay.address);
const { page } = workspace;
await workspace.introduce("Ana");
await page.getByRole("button", { name: "Signals", exact: true }).click();
const panel = page.getByRole("complementary", { name: "Signals" });

test("the signals stand under the three questions, and what is to finish apart", TIMEOUT, async () => {
  await panel.locator(".finding").first().waitFor();
  const questions = await panel.locator("h3").allTextContents();
  assert.deepEqual(questions.slice(0, 3), [
    "What is driving it?",
    "What is missing in our execution system?",
    "Where are we exposed, and how can we act faster?",
  ]);
  assert.ok((await panel.getByRole("listitem").filter({ has: page.locator(".sev") }).count()) > 3);
  assert.ok((await panel.locator(".gap").count()) <= 5);
});

test("a click on a signal shows its path on the map, and another click takes it away", TIMEOUT, async () => {
  const signal = panel.locator(".finding").filter({ hasText: "Days from signature to go-live" }).first().getByRole("button");
  await signal.click();
  await page.locator(".nodes > li[data-aside]").first().waitFor();
  const onPath = page.locator(".nodes > li:not([data-aside])").filter({ hasText: "Days from signature to go-live" });
  assert.equal(await onPath.count(), 1);
  await signal.click();
  await page.locator(".nodes > li[data-aside]").first().waitFor({ state: "detached" });
});

test("the signals follow an edit without being asked", TIMEOUT, async () => {
  const title = "Days from signature to go-live";
  const signals = panel.locator(".finding").filter({ has: page.getByRole("button", { name: title }) });
  await signals.first().waitFor();
  await workspace.card(title).focus();
  await page.keyboard.press("Delete");
  await workspace.card(title).waitFor({ state: "detached" });
  await signals.first().waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await signals.first().waitFor();
});

test("the signals are said in another language as soon as it is chosen", TIMEOUT, async () => {
  const speak = async (menu, field, language) => {
    await page.getByRole("button", { name: menu }).click();
    await page.getByLabel(field).selectOption(language);
    await page.keyboard.press("Escape");
  };
  const inPortuguese = page.locator(".finding").filter({ hasText: "Caminho: " });
  await speak("Export and settings", "Language", "pt-BR");
  await inPortuguese.first().waitFor();
  await speak("Exportar e ajustes", "Idioma", "en");
  await inPortuguese.first().waitFor({ state: "detached" });
});

test("Escape closes the signals, and the focus goes back to what opened them", TIMEOUT, async () => {
  await panel.getByRole("button", { name: "Close the signals" }).focus();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.classList.contains("signals-opener")), true);
  assert.deepEqual(ana.errors, []);
});

test("what is accepted for a time is not among what is to finish", TIMEOUT, async () => {
  const accepted = (code) => ({ code, subject: { churn: true }, on: "2026-01-01", until: "2999-01-01" });
  const gaps = {
    format: "causeway/1",
    title: "Gaps",
    nodes: { churn: { kind: "kpi", title: "Churn" }, nrr: { kind: "kpi", title: "Retention" } },
    acceptances: { a1: accepted("no-owner"), a2: accepted("unmeasured") },
  };
  await page.goto(relay.address);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).first().click();
  await (await chooser).setFiles({ name: "gaps.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(gaps)) });
  await workspace.putOff();
  await page.getByRole("button", { name: "Signals", exact: true }).click();
  await panel.locator(".gap").filter({ hasText: "Retention" }).waitFor();
  assert.equal(await panel.locator(".gap").filter({ hasText: "Churn" }).count(), 0);
});
