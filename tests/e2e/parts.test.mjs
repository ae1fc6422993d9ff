// The parts of the app that are fetched when they are first needed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace } from "./workspace.mjs";

const TIMEOUT = { timeout: 120_000 };

// A service worker would answer from what it keeps.
const { relay, ana } = await alone({ serviceWorkers: "block" });

test("a part that can't be fetched says so, and comes when it is asked for again", TIMEOUT, async () => {
  const part = /parts-[0-9a-f]+\/pack_workspace\.wasm/;
  await ana.context.route(part, (route) => route.abort());
  const { page } = await Workspace.open(ana, relay.address);
  await page.getByRole("button", { name: "New workspace" }).click();
  await page.getByText("This part of the app can’t be fetched now").waitFor();
  await ana.context.unroute(part);
  await page.getByRole("button", { name: "New workspace" }).click();
  await page.getByRole("dialog", { name: "Who are you?" }).waitFor();
});

test("a workspace whose screen can't be fetched offers to try again, in its place", TIMEOUT, async () => {
  const page = await ana.page();
  const address = page.url();
  await ana.context.route(/pack_workspace\.wasm/, (route) => route.abort());
  await page.goto("about:blank");
  await page.goto(address);
  const again = page.getByRole("button", { name: "Try again" });
  await again.waitFor();
  await ana.context.unroute(/pack_workspace\.wasm/);
  await again.click();
  await page.locator(".stage").waitFor();
});

test("a file of several parts that breaks off is fetched again whole", TIMEOUT, async () => {
  const page = await ana.page();
  const address = page.url();
  const part = /pack_workspace\.wasm/;
  await ana.context.route(part, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.body()).subarray(0, -1_000) });
  });
  await page.goto("about:blank");
  await page.goto(address);
  const again = page.getByRole("button", { name: "Try again" });
  await again.waitFor();
  await ana.context.unroute(part);
  await again.click();
  await page.locator(".stage").waitFor();
});

test("a part that arrives once its place is gone is shown nowhere, and stops nothing", TIMEOUT, async () => {
  const page = await ana.page();
  const address = page.url();
  const panels = /split_panels\.wasm/;
  const errors = ana.errors.length;
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await ana.context.route(panels, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("about:blank");
  const asked = page.waitForRequest(panels);
  await page.goto(address);
  await page.getByRole("link", { name: "Outline" }).click();
  await asked;
  await page.getByRole("link", { name: "All workspaces" }).click();
  await page.getByRole("button", { name: "New workspace" }).waitFor();
  const here = page.waitForResponse(panels);
  release();
  await (await here).finished();
  // It is here once it shows what is asked of it in a place that is there.
  await page.goBack();
  await page.locator("[role=treegrid]").waitFor();
  assert.equal(await page.locator("[role=treegrid]").count(), 1);
  assert.equal(await page.getByRole("alertdialog").count(), 0);
  assert.deepEqual(ana.errors.slice(errors), []);
  await ana.context.unroute(panels);
});

test("a first visit to Home fetches neither the map nor Automerge before it is shown", TIMEOUT, async () => {
  const page = await ana.page();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("about:blank");
  await ana.context.route(/pack_workspace\.wasm/, (route) => route.abort());
  await page.goto(relay.address);
  await page.getByRole("button", { name: "New workspace" }).waitFor();
  const home = asked.findIndex((url) => url.includes("split_home"));
  const map = asked.findIndex((url) => url.includes("pack_workspace"));
  assert.ok(home >= 0);
  assert.ok(map < 0 || map > home);
  await ana.context.unroute(/pack_workspace\.wasm/);
});
