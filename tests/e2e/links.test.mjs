// Links: how they are handed on, where they lead, and what they say where nobody can be reached.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Device } from "./browser.mjs";
import { Relay } from "./relay.mjs";
import { Workspace } from "./workspace.mjs";

const TIMEOUT = { timeout: 240_000 };
const CALLING = "the relay doesn’t answer. We keep calling; you can leave this page open.";
const FETCHING = "It opens as soon as the relay or someone who has it sends it.";
/** What a camera at the back of a room needs: a module of the code, in pixels. */
const MODULE = 7;

let relay, ana, vera, anas, veras;
/** Links that read: to the workspace, to a screen and to a node of it. */
const links = {};

before(async () => {
  relay = await Relay.start("--access", "keys");
  [ana, vera] = await Promise.all(["Ana", "Vera"].map((name) => Device.named(name)));
  // Chromium has the system's share only where the system has one.
  await ana.context.addInitScript(() => {
    window.shared = [];
    navigator.share = async ({ url }) => void window.shared.push({ url, byHand: navigator.userActivation.isActive });
  });
  anas = await Workspace.blank(ana, relay.address);
  await anas.add("Objective", "Grow in the north");
  await anas.add("KPI", "Retention");
});

after(async () => {
  await Promise.all([ana, vera].map((device) => device?.close()));
  await relay?.remove();
});

test("a link leads to the workspace, to a screen or to the selected node, as its owner chooses", TIMEOUT, async () => {
  await anas.select("Retention");
  const dialog = await share();
  await dialog.getByRole("button", { name: "Share through this relay" }).click();
  await dialog.getByLabel("Link", { exact: true }).waitFor();
  // The button that was pressed is gone; whoever works by keyboard is still in the dialog, at what matters now.
  assert.equal(await anas.page.evaluate(() => document.activeElement.textContent.trim()), "Save the owner’s key");
  await close();
  await share();
  await dialog.getByLabel("Link", { exact: true }).waitFor();
  // The radio itself is drawn by its label.
  const may = dialog.getByRole("group", { name: "Whoever opens the link may" }).first();
  await may.getByLabel("Read", { exact: true }).check({ force: true });
  links.start = await leadingTo(dialog, "The workspace");
  links.node = await leadingTo(dialog, "The selected node");
  await close();
  await anas.page.getByRole("link", { name: "Outline" }).click();
  await anas.page.locator(".outline-tools").waitFor();
  links.screen = await leadingTo(await share(), "This screen");
  assert.match(links.start, /#\/w\/[^/]+\?key=/);
  assert.match(links.node, /\/n\/[^/]+\?key=/);
  assert.match(links.screen, /\/outline\?key=/);
});

test("the link is handed to the device’s own way to share, as it stands there", TIMEOUT, async () => {
  const dialog = anas.page.getByRole("dialog", { name: "Share this workspace" });
  await dialog.getByRole("button", { name: "Send" }).click();
  await anas.page.waitForFunction(() => window.shared.length > 0);
  assert.deepEqual(await anas.page.evaluate(() => window.shared), [{ url: links.screen, byHand: true }]);
});

test("the code fills the screen for the back of the room, is the same code, and Escape closes only it", TIMEOUT, async () => {
  const dialog = anas.page.getByRole("dialog", { name: "Share this workspace" });
  const code = (within) => within.getByRole("img", { name: "The link as a code for cameras" });
  const small = await code(dialog).locator("path").getAttribute("d");
  await dialog.getByRole("button", { name: "Fill the screen" }).click();
  const wall = anas.page.locator("dialog.wall");
  const large = code(wall);
  await large.waitFor();
  assert.equal(await large.locator("path").getAttribute("d"), small);
  const box = await large.boundingBox();
  const modules = Number((await large.getAttribute("viewBox")).split(" ")[2]);
  const { width, height } = anas.page.viewportSize();
  assert.ok(Math.min(box.width, box.height) / modules >= MODULE, `${modules} modules in ${JSON.stringify(box)}`);
  assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, JSON.stringify(box));
  // Dark on light in every theme, or cameras don't find it.
  await anas.page.emulateMedia({ colorScheme: "dark" });
  const [ink, paper] = await large.evaluate((svg) => {
    const light = (colour) => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    return [getComputedStyle(svg.querySelector("path")).fill, getComputedStyle(svg).backgroundColor].map(light);
  });
  assert.ok(ink < 120 && paper > 640, `${ink} on ${paper}`);
  await anas.page.keyboard.press("Escape");
  await wall.waitFor({ state: "hidden" });
  await dialog.getByLabel("Link", { exact: true }).waitFor();
  await close();
});

test("a link to a screen opens that screen, and one to a node the map with the node", TIMEOUT, async () => {
  veras = await open(links.screen);
  await veras.page.locator(".outline-tools").waitFor();
  assert.match(veras.page.url(), /\/outline$/);
  await open(links.node);
  await veras.inspector.getByRole("heading", { name: "Retention" }).waitFor();
  await veras.card("Retention").and(veras.page.locator("[aria-pressed=true]")).waitFor();
  await open(links.start);
  await veras.page.locator(".brief").getByText("Grow in the north").waitFor();
});

test("a reader whose relay is dead sees the last copy, is told so, and hears the rest when it is back", TIMEOUT, async () => {
  const { page } = veras;
  await veras.stands("synced");
  await keepTheApp(page);
  await relay.kill();
  await veras.stands("Last copy on this device · offline");
  await page.reload();
  await page.locator(".brief").getByText("Grow in the north").waitFor();
  await veras.stands("Last copy on this device · offline");
  assert.equal(await page.locator("input, textarea, select").count(), 0);
  await anas.page.getByRole("link", { name: "Map" }).click();
  await anas.add("Objective", "Open the south");
  await relay.start();
  await page.locator(".brief").getByText("Open the south").waitFor({ timeout: 60_000 });
});

test("a link that is opened where nobody can be reached says so, and opens by itself when somebody can", TIMEOUT, async () => {
  const { page } = veras;
  await anas.stands("synced", 60_000);
  const other = new Workspace(ana, await ana.context.newPage());
  await other.page.goto(relay.address);
  await other.page.getByRole("button", { name: "New workspace" }).click();
  await other.introduce("Ana");
  await other.add("Objective", "Win the west");
  const dialog = await share(other);
  await dialog.getByRole("button", { name: "Share through this relay" }).click();
  const may = dialog.getByRole("group", { name: "Whoever opens the link may" }).first();
  await may.getByLabel("Read", { exact: true }).check({ force: true });
  const link = await leadingTo(dialog, "The workspace");
  await other.stands("synced");
  await other.page.close();

  await vera.context.setOffline(true);
  await open(link);
  await page.getByRole("heading", { name: "Fetching the workspace" }).waitFor();
  await page.getByText(CALLING).waitFor();
  await relay.kill();
  await vera.context.setOffline(false);
  await page.reload();
  await page.getByText(CALLING).waitFor();
  await relay.start();
  await page.locator(".brief").getByText("Win the west").waitFor({ timeout: 60_000 });
});

test("while the relay looks for a workspace, the page says what it waits for, and then opens it", TIMEOUT, async () => {
  const device = await Device.named("Ida");
  try {
    const page = await device.page();
    const held = [];
    let release;
    await page.routeWebSocket(/\/sync/, (socket) => {
      const server = socket.connectToServer();
      let heard = 0;
      server.onMessage((message) => {
        heard += 1;
        // The first is the welcome.
        if (heard === 1 || release) socket.send(message);
        else held.push(() => socket.send(message));
      });
    });
    await page.goto(links.start);
    await page.getByRole("heading", { name: "Fetching the workspace" }).waitFor();
    await page.getByText(FETCHING).waitFor();
    release = true;
    held.forEach((send) => send());
    await page.locator(".brief").getByText("Grow in the north").waitFor();
    assert.deepEqual(device.errors, []);
  } finally {
    await device.close();
  }
});

for (const [locale, title, said] of [
  ["en-GB", "Share", "If this relay asks for keys one day, links given out now let nobody in there any more"],
  ["pt-BR", "Compartilhar", "Se um dia este servidor passar a exigir chaves, os links dados agora não deixam mais ninguém entrar nele"],
]) {
  test(`sharing through an open relay says what becomes of its links when it asks for keys, ${locale}`, TIMEOUT, async () => {
    const open = await Relay.start();
    const device = await Device.named("Ida", { locale });
    try {
      const page = await device.page();
      await page.goto(open.address);
      await page.locator(".templates button").first().click();
      await page.getByRole("dialog").getByRole("button").last().waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: title, exact: true }).click();
      await page.getByRole("dialog").getByText(said).waitFor();
    } finally {
      await device.close();
      await open.remove();
    }
  });
}

test("nobody's console has an error", () => {
  assert.deepEqual([ana, vera].flatMap((device) => device.errors), []);
});

async function share(workspace = anas) {
  await workspace.page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = workspace.page.getByRole("dialog", { name: "Share this workspace" });
  await dialog.waitFor();
  return dialog;
}

async function close() {
  await anas.page.keyboard.press("Escape");
  await anas.page.getByRole("dialog").waitFor({ state: "hidden" });
}

/** The link that leads there. */
async function leadingTo(dialog, place) {
  await dialog.getByLabel("The link opens").selectOption({ label: place });
  return dialog.getByLabel("Link", { exact: true }).inputValue();
}

/** Opens a link on Vera's device as one that was sent to her. */
async function open(link) {
  const page = await vera.page();
  await page.goto("about:blank");
  await page.goto(link);
  return new Workspace(vera, page);
}

/** Waits until the app can be opened here without its relay. */
async function keepTheApp(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.waitForFunction(async () => (await (await caches.open("causeway-pointer")).keys()).length > 0);
}
