// Two relays of one house: links from one lead to the other only where it is named, and after a question.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Device } from "./browser.mjs";
import { Relay } from "./relay.mjs";
import { Workspace } from "./workspace.mjs";

const TIMEOUT = { timeout: 180_000 };
let here, there, stranger, ana, ben;

before(async () => {
  const ports = [await Relay.freePort(), await Relay.freePort()];
  const [hers, theirs] = ports.map((port) => `http://127.0.0.1:${port}/`);
  there = await Relay.startAt(ports[1], "--access", "keys", "--other-page", hers);
  here = await Relay.startAt(ports[0], "--other-relay", theirs);
  stranger = await Relay.start();
  [ana, ben] = await Promise.all(["Ana", "Ben"].map((name) => Device.named(name)));
});

after(async () => {
  await Promise.all([ana, ben].map((device) => device?.close()));
  await Promise.all([here, there, stranger].map((relay) => relay?.remove()));
});

test("a link leads to another relay only where that is named", TIMEOUT, async (t) => {
  let anas, link;

  await t.test("a map is shared at the other relay", async () => {
    anas = await Workspace.blank(ana, there.address);
    await anas.add("Objective", "Grow in the north");
    const { page } = anas;
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Share this workspace" });
    await dialog.getByRole("button", { name: "Share through this relay" }).click();
    await dialog.getByRole("heading", { name: "Save the owner’s key" }).waitFor();
    const choice = dialog.getByRole("group", { name: "Whoever opens the link may" }).first();
    await choice.getByLabel("Edit", { exact: true }).check({ force: true });
    await page.waitForFunction(() => /key=/.test(document.getElementById("share-link").value));
    link = await dialog.getByLabel("Link", { exact: true }).inputValue();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await anas.stands("synced");
  });

  await t.test("pasted at the first, it asks by the host's name, and then both work on it", async () => {
    const bens = await Workspace.open(ben, here.address);
    const asked = requestsTo(bens.page, there);
    await join(bens.page, link);
    await bens.page.getByRole("heading", { name: "This link names another relay" }).waitFor();
    await bens.page.getByText(`would connect to 127.0.0.1:${there.port} `).waitFor();
    assert.deepEqual(asked, []);
    await bens.page.getByRole("button", { name: "Connect to it" }).click();
    await bens.introduce("Ben");
    await bens.card("Grow in the north").waitFor();
    await bens.add("Driver", "Onboarding");
    await anas.card("Onboarding").waitFor();
    await bens.stands("synced");
    assert.ok(asked.length > 0);
  });

  await t.test("a relay that isn't named is said so, and nothing is sent to it", async () => {
    const { page } = await Workspace.open(ben, here.address);
    const asked = requestsTo(page, stranger);
    const document = link.match(/#\/w\/(\w+)/)[1];
    const foreign = `${stranger.address}#/w/${document}`;
    await join(page, foreign);
    await page.getByRole("heading", { name: "This page doesn’t connect to the relay in this link" }).waitFor();
    await page.getByText(`It leads to 127.0.0.1:${stranger.port}, `).waitFor();
    assert.equal(await page.getByRole("button", { name: "Connect to it" }).count(), 0);
    // It is on this device, and still belongs to the relay that it came from.
    await page.getByRole("button", { name: "Open without it" }).click();
    const bens = new Workspace(ben, page);
    await bens.card("Onboarding").waitFor();
    await bens.stands("synced");
    assert.deepEqual(asked, []);
  });

  await t.test("the page's policy would refuse it whatever the app did", async () => {
    const page = await ben.page();
    const reached = (relay) =>
      page.evaluate((url) => fetch(url).then(() => true, () => false), `${relay.address}api/relay`);
    assert.equal(await reached(there), true);
    assert.equal(await reached(stranger), false);
  });
});

/** Everything that a page asks of a relay from now on. */
function requestsTo(page, relay) {
  const asked = [];
  const note = (url) => url.includes(`:${relay.port}/`) && asked.push(url);
  page.on("request", (request) => note(request.url()));
  page.on("websocket", (socket) => note(socket.url()));
  return asked;
}

async function join(page, link) {
  await page.getByRole("button", { name: "Join with a link" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(link);
  await page.keyboard.press("Enter");
}
