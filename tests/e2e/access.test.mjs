// Every screen, in both themes and widths, as axe and a keyboard see it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Device } from "./browser.mjs";
import { Relay } from "./relay.mjs";
import { SIZES, Viewer, scenes } from "./scenes.mjs";
import { Workspace } from "./workspace.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TIMEOUT = { timeout: 240_000 };

const { relay, ana } = await alone();

for (const size of ["desk", "phone"]) {
  test(`no screen and no dialog has an accessibility violation, ${size}`, { timeout: 900_000 }, async (t) => {
    const relay = await Relay.start("--access", "keys");
    const device = await Device.named("Ana", { ...SIZES[size], reducedMotion: "reduce" });
    try {
      const at = await Viewer.of(device, relay.address);
      for (const scene of scenes.filter((scene) => size === "desk" || !scene.wide)) {
        await t.test(scene.name, async () => {
          const found = [];
          try {
            await scene.go(at);
            for (const colorScheme of ["light", "dark"]) {
              await at.page.emulateMedia({ colorScheme });
              found.push(...(await violations(at.page)).map((line) => `${colorScheme}: ${line}`));
            }
            await scene.after?.(at);
          } catch (error) {
            // The scenes after it begin anew.
            await at.page.goto(relay.address);
            throw error;
          }
          assert.deepEqual(found, []);
        });
      }
      assert.deepEqual(device.errors.filter((line) => !/status of 40[14]/.test(line)), []);
    } finally {
      await device.close();
      await relay.remove();
    }
  });
}

test("Chromium's accessibility tree has every card as a button with its state, in one tab stop, and every link as a sentence", TIMEOUT, async () => {
  const workspace = await Workspace.worked(ana, relay.address);
  const { page } = workspace;
  await workspace.putOff();
  await workspace.card("Days from signature to go-live").click();
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  const all = nodes.filter((node) => !node.ignored);
  const of = (role) => all.filter((node) => node.role?.value === role);
  const property = (node, name) => node.properties?.find((property) => property.name === name)?.value.value;
  const within = (node, list) => {
    for (let at = node; at; at = nodes.find(({ nodeId }) => nodeId === at.parentId)) if (at === list) return true;
    return false;
  };
  const list = of("list").find((node) => node.name?.value === "Nodes");
  const cards = of("button").filter((node) => within(node, list));
  assert.deepEqual(cards.map((card) => card.name.value).sort(), [
    "Driver · input: Customer success leadership turnover, 3 leavers a quarter, act, worsening. Owner: Operations chief",
    "Driver · process: Days from signature to go-live, 61 days, act, worsening. Owner: Operations chief",
    "Driver · process: Product adoption in the first 90 days, 63 % of seats active, ok, worsening. Owner: Product chief",
    "KPI · outcome: Net revenue retention, 113 %, ok. Owner: Revenue chief",
    "Objective: Grow from the customers we have, 1 key result, ok. Owner: Chief executive",
  ]);
  const pressed = cards.filter((card) => property(card, "pressed") === "true");
  assert.deepEqual(pressed.map((card) => /Days from signature/.test(card.name.value)), [true]);
  assert.equal(property(pressed[0], "focused"), true);
  assert.equal(await page.locator('button.card[tabindex="0"]').count(), 1);
  const map = of("region").find((node) => node.name?.value === "Map");
  assert.match(map.description?.value ?? "", /Arrows walk along the links/);
  const links = all.filter((node) => / (raises|lowers|serves) /.test(node.name?.value ?? "")).map((node) => node.name.value);
  for (const sentence of [/^Customer success leadership turnover raises Days from signature to go-live/, /^Net revenue retention serves Grow from the customers we have/]) {
    assert.ok(links.some((link) => sentence.test(link)), `${sentence}: ${links.join("; ")}`);
  }
});

test("every card, link and field has a name", TIMEOUT, async () => {
  const workspace = await Workspace.worked(ana, relay.address);
  const { page } = workspace;
  await workspace.putOff();
  await workspace.card("Net revenue retention").click();
  await workspace.openEveryPart();
  const nameless = await page.evaluate(() => {
    const named = (element) =>
      element.getAttribute("aria-label")?.trim() ||
      element.labels?.[0]?.textContent.trim() ||
      element.textContent.trim() ||
      element.getAttribute("title");
    const all = document.querySelectorAll("button, a, input, select, textarea, summary, [role=listitem]");
    return [...all].filter((element) => !named(element)).map((element) => element.outerHTML.slice(0, 120));
  });
  assert.deepEqual(nameless, []);
  const card = workspace.card("Net revenue retention");
  assert.match(await card.getAttribute("aria-label"), /KPI.*Net revenue retention.*ok/i);
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));

/** What axe finds wrong with the page, as lines. */
async function violations(page) {
  // Not as a script of the page: its content security policy rightly refuses that.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run();
    // Of a card that lies half beyond the edge of the map axe sees half the words, and misses them in its name.
    const stage = document.querySelector(".stage")?.getBoundingClientRect();
    const isCut = ({ target: [selector] }) => {
      const card = document.querySelector(selector)?.closest("button.card")?.getBoundingClientRect();
      return card && stage && (card.left < stage.left || card.right > stage.right || card.top < stage.top || card.bottom > stage.bottom);
    };
    const counts = (id, node) => id !== "label-content-name-mismatch" || !isCut(node);
    return violations.flatMap(({ id, nodes }) =>
      nodes.filter((node) => counts(id, node)).map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  });
}
