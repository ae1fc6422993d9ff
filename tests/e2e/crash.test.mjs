// The app itself breaks: the work is offered as a file, and no crash leads to the next by itself.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace } from "./workspace.mjs";

const TIMEOUT = { timeout: 120_000 };

const { relay, ana } = await alone();

/** From now on the map can't be drawn: the browser refuses the element that it stands in, and the app panics. */
const breakTheMap = () => {
  const create = Document.prototype.createElement;
  Document.prototype.createElement = function createElement(tag, ...rest) {
    if (tag === "section" && location.hash.startsWith("#/w/") && localStorage.getItem("test.breaks-the-map")) throw new Error("no section today");
    return create.call(this, tag, ...rest);
  };
};

test("a document that stops the app as it is opened is offered as a file, and the way leads elsewhere", TIMEOUT, async () => {
  const page = await ana.page();
  await page.addInitScript(breakTheMap);
  const workspace = await Workspace.blank(ana, relay.address);
  await workspace.add("KPI", "Kept");
  await workspace.stands("synced");
  const link = page.url();
  await page.evaluate(() => localStorage.setItem("test.breaks-the-map", "yes"));

  const crash = page.getByRole("alertdialog", { name: "Causeway has stopped" });
  const button = (name) => crash.getByRole("button", { name });
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.reload();
  await crash.waitFor();
  assert.equal(loads, 1, "nothing was loaded again by itself");
  assert.equal(await button("All workspaces").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Save the work as a file");
  const [download] = await Promise.all([page.waitForEvent("download"), button("Save the work as a file").click()]);
  const saved = await download.path();
  assert.equal((await readFile(saved)).subarray(0, 4).toString("hex"), "856f4a83", "an Automerge file");

  await button("Load again").click();
  await button("All workspaces").waitFor();
  await crash.getByText("again and again").waitFor();
  await button("Open it in another view, with nothing selected").click();
  await page.getByRole("treegrid").waitFor();
  await page.getByRole("row", { name: /Kept/ }).waitFor();
  assert.equal(await crash.count(), 0);

  await page.goto(link);
  await page.reload();
  await button("All workspaces").click();
  await page.getByRole("button", { name: "New workspace" }).waitFor();
  assert.equal(loads, 5, "and each time a person asked for it");

  await page.evaluate(() => localStorage.removeItem("test.breaks-the-map"));
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  await (await choosing).setFiles({
    name: "saved.automerge",
    mimeType: "application/octet-stream",
    buffer: await readFile(saved),
  });
  await page.locator("button.card").filter({ hasText: "Kept" }).waitFor();
});
