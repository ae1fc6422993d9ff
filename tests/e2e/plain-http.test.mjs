// A room has no https: a page from http:// and an address that isn't this machine's own is no secure
// context. It must do all that it can there, and say what it can't.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Device, chromiumOptions } from "./browser.mjs";
import { Relay } from "./relay.mjs";
import { Workspace, titles } from "./workspace.mjs";

const TIMEOUT = { timeout: 180_000 };
let relay, ana, ben, address;

before(async () => {
  relay = await Relay.start();
  address = `http://maps.test:${relay.port}/`;
  // The browser finds the name on this machine, and trusts it no more than any other.
  const args = [...chromiumOptions().args, "--host-resolver-rules=MAP maps.test 127.0.0.1"];
  [ana, ben] = await Promise.all(["Ana", "Ben"].map((name) => Device.named(name, { args })));
});

after(async () => {
  await Promise.all([ana, ben].map((device) => device?.close()));
  await relay?.remove();
});

test("a page over plain http does its work without what secure pages have", TIMEOUT, async (t) => {
  let anas;

  await t.test("the browser gives it none of it", async () => {
    anas = await Workspace.blank(ana, address);
    const there = await anas.page.evaluate(() => ({
      isSecureContext,
      worker: "serviceWorker" in navigator,
      locks: "locks" in navigator,
      clipboard: "clipboard" in navigator,
      storage: "storage" in navigator,
      share: "share" in navigator,
      uuid: "randomUUID" in crypto,
      subtle: "subtle" in crypto,
    }));
    assert.deepEqual([...new Set(Object.values(there))], [false], JSON.stringify(there));
  });

  await t.test("the status says so, and what that means", async () => {
    await anas.page.getByRole("button", { name: "plain http" }).click();
    const slip = anas.page.getByRole("group", { name: "What doesn’t work over plain http" });
    await slip.waitFor();
    assert.equal(await slip.getByRole("listitem").count(), 5);
    await anas.page.keyboard.press("Escape");
    await slip.waitFor({ state: "hidden" });
  });

  await t.test("what is made is kept on this device, also over a reload", async () => {
    await anas.add("Objective", "Grow in the north");
    await anas.stands("synced");
    await anas.page.reload();
    await anas.card("Grow in the north").waitFor();
  });

  await t.test("two tabs of one browser, without locks, are each up to date", async () => {
    const second = new Workspace(ana, await ana.context.newPage());
    await second.page.goto(anas.page.url());
    await second.card("Grow in the north").waitFor();
    await second.add("KPI", "Retention");
    await anas.card("Retention").waitFor();
    await second.stands("synced");
    await anas.stands("synced");
    await second.page.close();
  });

  await t.test("a link is copied without a clipboard to write to, and nothing is handed to the device", async () => {
    const { page } = anas;
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Share this workspace" });
    const link = await dialog.getByLabel("Link", { exact: true }).inputValue();
    await dialog.getByRole("button", { name: "Copy" }).first().click();
    await dialog.getByText("Copied").first().waitFor();
    assert.equal(await dialog.getByRole("button", { name: "Send", exact: true }).count(), 0);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    // Pasted where a person would paste it: into Join.
    await page.goto(address);
    await page.getByRole("button", { name: "Join with a link" }).click();
    const field = page.getByRole("dialog").getByRole("textbox");
    await field.focus();
    await page.keyboard.press("Control+v");
    assert.equal(await field.inputValue(), link);
    await page.keyboard.press("Enter");
    await anas.card("Retention").waitFor();
  });

  await t.test("nodes are copied and pasted by the keys", async () => {
    const { page } = anas;
    await anas.card("Retention").click();
    await anas.card("Retention").focus();
    await page.keyboard.press("Control+c");
    await page.keyboard.press("Control+v");
    await anas.until((tree) => titles(tree).filter((title) => title === "Retention").length === 2, "the copy is there");
  });

  await t.test("a colleague joins by the link, and both edit", async () => {
    const bens = await Workspace.open(ben, await anas.link());
    await bens.introduce("Ben");
    await bens.card("Grow in the north").waitFor();
    await bens.add("Driver", "Onboarding");
    await anas.card("Onboarding").waitFor();
  });

  await t.test("nobody's console has an error", () => assert.deepEqual([...ana.errors, ...ben.errors], []));
});
