// The map under the hands of one person: mouse, keyboard and clipboard, seen on the screen and in the document.

import assert from "node:assert/strict";
import { test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace, titles } from "./workspace.mjs";

const TIMEOUT = { timeout: 120_000 };

const { relay, ana } = await alone();

/** An empty map. */
const blank = () => Workspace.blank(ana, relay.address);

/** A worked case, open on its map. */
async function opened(name = "Retention looks fine") {
  const workspace = await Workspace.worked(ana, relay.address, name);
  await workspace.putOff();
  await workspace.page.locator("button.card").first().waitFor();
  return workspace;
}

/** Has the text pasted, as Ctrl V does. */
async function paste(page, text) {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Waits until a card has come to where it will lie. */
async function restful(page, title) {
  await page.evaluate(async (title) => {
    const card = [...document.querySelectorAll("button.card")].find((card) => card.textContent.includes(title));
    const frame = () => new Promise((done) => requestAnimationFrame(() => done(JSON.stringify(card.getBoundingClientRect()))));
    for (let [still, last] = [0, ""]; still < 10; ) {
      const now = await frame();
      [still, last] = [now === last ? still + 1 : 0, now];
    }
  }, title);
}

const alive = (records = {}) => Object.values(records).filter((record) => !record.deleted);

/** The links of a document that aren't deleted, by the titles of their ends. */
function links(tree) {
  const title = (id) => tree.nodes[id].title;
  return alive(tree.links).map((link) => `${title(link.from)} > ${title(link.to)}`).sort();
}

test("a tree of three nodes takes at most 12 keys besides the titles", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  let keys = 0;
  const strike = async (key) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  const title = async (text) => {
    await page.locator(".title-editor textarea").waitFor();
    await page.keyboard.type(text);
  };
  await strike("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).waitFor();
  for (const letter of "obj") await strike(letter);
  await strike("Enter");
  await title("Growth");
  await strike("Tab");
  await title("Retention");
  await strike("Tab");
  await title("Onboarding");
  await strike("Enter");
  const tree = await workspace.until((tree) => titles(tree).length === 3, "three nodes are there");
  assert.deepEqual(links(tree), ["Onboarding > Retention", "Retention > Growth"]);
  assert.ok(keys <= 12, `${keys} keys`);
});

test("a tree of twenty nodes is built without the mouse", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  const editor = page.locator(".title-editor textarea");
  const title = async (text) => {
    await editor.waitFor();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await editor.waitFor({ state: "detached" });
    await page.locator('button.card[aria-pressed="true"]').filter({ hasText: text }).waitFor();
  };
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do anything" }).waitFor();
  await page.keyboard.type("objective");
  await page.keyboard.press("Enter");
  await title("Node 1");
  await page.keyboard.press("Tab");
  await title("Node 2");
  for (let number = 3; number <= 20; number += 1) {
    await page.keyboard.press(number % 6 === 3 ? "Tab" : "Enter");
    await title(`Node ${number}`);
    assert.equal(await page.evaluate(() => document.activeElement.classList.contains("card")), true);
  }
  const tree = await workspace.until((tree) => titles(tree).length === 20, "twenty nodes are there");
  assert.equal(alive(tree.links).length, 19);
});

test("the palette finds nodes and actions, by keys alone, and gives the focus back", TIMEOUT, async () => {
  const workspace = await opened();
  const { page } = workspace;
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Find or do anything" });
  await field.waitFor();
  await page.keyboard.type("prodct adpt");
  const found = page.getByRole("listbox", { name: "What fits" }).getByRole("option");
  await found.first().filter({ hasText: "Product adoption" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator('button.card[aria-pressed="true"]').filter({ hasText: "Product adoption" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("rename");
  await page.keyboard.press("Enter");
  await page.locator(".title-editor textarea").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await field.waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.classList.contains("card")), true);
});

test("the palette leads to every screen, to sharing and to files, by keys alone", TIMEOUT, async () => {
  const workspace = await opened();
  const { page } = workspace;
  const ask = async (words) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find or do anything" }).waitFor();
    await page.keyboard.type(words);
    await page.keyboard.press("Enter");
  };
  const current = (name) => page.locator(".screens a[aria-current=page]").filter({ hasText: name }).waitFor();
  await ask("outline");
  await current("Outline");
  await ask("brief");
  await current("Brief");
  await ask("go map");
  await current("Map");
  await ask("signals");
  await page.locator(".signals-opener[aria-expanded=true]").waitFor();
  await ask("signals");
  await page.locator(".signals-opener[aria-expanded=false]").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), ask("export json")]);
  assert.match(file.suggestedFilename(), /\.json$/);
  await ask("share");
  const sharing = page.getByRole("dialog", { name: "Share this workspace" });
  await sharing.waitFor();
  await page.keyboard.press("Escape");
  await sharing.waitFor({ state: "detached" });
  await ask("dark");
  await page.locator("html[data-theme=dark]").waitFor();
  await ask("appearance system");
  await page.locator("html:not([data-theme])").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("xyzzy");
  await page.getByRole("status").filter({ hasText: "Nothing fits “xyzzy”" }).waitFor();
  await page.keyboard.press("Escape");
  await ask("all workspaces");
  await page.getByRole("button", { name: /Open a file/ }).first().waitFor();
});

test("the question mark shows every key", TIMEOUT, async () => {
  const workspace = await opened();
  const { page } = workspace;
  await workspace.card("Product adoption").click();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys and gestures" });
  await sheet.waitFor();
  for (const key of ["Tab", "F2", "Delete", "Ctrl K", "Ctrl C", "?"]) {
    const spaced = new RegExp(`^${key.replace("?", "\\?").replace(" ", "\\s")}$`);
    assert.ok((await sheet.locator("kbd").filter({ hasText: spaced }).count()) > 0, key);
  }
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
});

test("an indented list becomes a tree, and one undo takes it back", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  await paste(page, "Growth\n\tRetention\n\t\tOnboarding\n\t\tSupport\n");
  await workspace.card("Support").waitFor();
  const tree = await workspace.until((tree) => titles(tree).length === 4, "the list is there");
  assert.deepEqual(links(tree), ["Onboarding > Retention", "Retention > Growth", "Support > Retention"]);
  await page.keyboard.press("Control+z");
  await workspace.card("Support").waitFor({ state: "detached" });
  assert.deepEqual(titles(await workspace.tree()), []);
});

test("two columns of a spreadsheet become a tree", TIMEOUT, async () => {
  const workspace = await blank();
  await paste(workspace.page, "Growth\tRetention\nRetention\tOnboarding\nRetention\tSupport\n");
  await workspace.card("Support").waitFor();
  assert.deepEqual(links(await workspace.tree()), ["Onboarding > Retention", "Retention > Growth", "Support > Retention"]);
});

test("a block with dates in its first row becomes observations", TIMEOUT, async () => {
  const workspace = await blank();
  await workspace.add("KPI", "Churn");
  await paste(workspace.page, "KPI\t2026-01-31\t2026-02-28\nChurn\t4.1 %\t4.4 %\nOrders\t10\t12\n");
  await workspace.card("Orders").waitFor();
  const { metric } = await workspace.node("Churn");
  assert.deepEqual(Object.entries(metric.observations).map(([on, { value }]) => [on, value]), [
    ["2026-01-31", 4.1],
    ["2026-02-28", 4.4],
  ]);
  await workspace.page.getByText("4 values written down").waitFor();
});

test("cards are copied into another workspace, as text that people can read", TIMEOUT, async () => {
  const workspace = await opened();
  const { page } = workspace;
  await ana.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await workspace.card("Product adoption").click();
  await workspace.card("Net revenue retention").click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+c");
  let text = "";
  for (const end = Date.now() + 10_000; !text && Date.now() < end; ) {
    text = await page.evaluate(() => navigator.clipboard.readText());
  }
  assert.match(text, /^- KPI: Net revenue retention\n {2}- Driver: Product adoption/);
  const other = await blank();
  await paste(other.page, text);
  await other.card("Product adoption").waitFor();
  const tree = await other.tree();
  assert.equal(alive(tree.nodes).length, 2);
  assert.equal(alive(tree.links).length, 1);
  const owner = alive(tree.nodes).find((node) => node.owner)?.owner;
  assert.ok(tree.people[owner].name, "the owner came along");
});

test("Ctrl D doubles what is chosen beside it", TIMEOUT, async () => {
  const workspace = await blank();
  await workspace.add("Driver", "Onboarding");
  await workspace.page.keyboard.press("Control+d");
  await workspace.card("Onboarding").nth(1).waitFor();
  assert.deepEqual(titles(await workspace.tree()), ["Onboarding", "Onboarding"]);
});

test("a card that is deleted and brought back before the next frame goes on saying what is typed into it", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  await workspace.add("Driver", "Onboarding");
  await workspace.card("Onboarding").click();
  await page.evaluate(async () => {
    const strike = (key, ctrlKey) =>
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));
    await new Promise(requestAnimationFrame);
    strike("Delete", false);
    // All that follows a key by itself comes before the next frame.
    for (let turn = 0; turn < 1000; turn += 1) await null;
    strike("z", true);
  });
  await workspace.card("Onboarding").click();
  await page.keyboard.press("F2");
  await page.locator(".title-editor textarea").and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" in days");
  await page.keyboard.press("Enter");
  await workspace.card("Onboarding in days").waitFor();
  assert.deepEqual(titles(await workspace.tree()), ["Onboarding in days"]);
});

test("a link is edited on itself, by mouse and by key", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  await paste(page, "KPI: Churn\n\tOnboarding");
  await workspace.card("Onboarding").click();
  await page.keyboard.press("l");
  const fields = page.locator(".tie-popover");
  await fields.waitFor();
  await page.keyboard.press("s");
  await page.keyboard.press("]");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.closest(".tie-popover"));
  await fields.getByRole("textbox").fill("45");
  await fields.getByRole("textbox").press("Enter");
  const tree = await workspace.until((tree) => alive(tree.links)[0]?.lag_days === 45, "the lag is written");
  const [link] = alive(tree.links);
  assert.deepEqual([link.polarity, link.strength, link.lag_days], ["-", "strong", 45]);
  await fields.getByText("weak", { exact: false }).first().click();
  await workspace.until((tree) => alive(tree.links)[0]?.strength === "weak", "the link is weak");
  await page.keyboard.press("Escape");
});

test("an end of a link is drawn to another card, and a refusal says why", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  await paste(page, "KPI: Churn\n\tOnboarding\nKPI: Orders\nObjective: Growth");
  await workspace.card("Growth").waitFor();
  await page.keyboard.press("1");
  await workspace.card("Onboarding").click();
  await page.keyboard.press("l");
  const end = page.locator(".tie .end").nth(1);
  const drag = async (title, seen) => {
    const from = await end.boundingBox();
    const to = await workspace.card(title).boundingBox();
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width / 2 + 20, to.y + to.height / 2, { steps: 4 });
    await seen?.();
    await page.mouse.up();
  };
  await drag("Growth", () => page.getByRole("alert").filter({ hasText: "Only a KPI" }).waitFor());
  assert.deepEqual(links(await workspace.tree()), ["Onboarding > Churn"]);
  await drag("Orders");
  const tree = await workspace.until((tree) => links(tree)[0] === "Onboarding > Orders", "the link leads to Orders");
  assert.equal(alive(tree.links).length, 1);
});

test("the other button opens a menu that keys can walk", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  await workspace.add("Driver", "Onboarding");
  await workspace.card("Onboarding").click({ button: "right" });
  const menu = page.getByRole("menu");
  await menu.getByRole("menuitem", { name: "Rename" }).waitFor();
  await page.waitForFunction(() => document.activeElement.getAttribute("role") === "menuitem");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await workspace.card("Onboarding").waitFor({ state: "detached" });
  assert.deepEqual(titles(await workspace.tree()), []);
  const stage = await workspace.stage.boundingBox();
  await page.mouse.click(stage.x + 300, stage.y + 300, { button: "right" });
  await menu.getByRole("menuitem", { name: "KPI" }).click();
  await page.locator(".title-editor textarea").waitFor();
  await page.keyboard.type("Orders");
  await page.keyboard.press("Enter");
  const box = await workspace.card("Orders").boundingBox();
  assert.ok(Math.abs(box.x + box.width / 2 - stage.x - 300) < 40, "it lies where the menu was opened");
});

test("the menu opens by key about what is chosen, and gives the focus back", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  await workspace.add("Driver", "Onboarding");
  for (const key of ["ContextMenu", "Shift+F10"]) {
    await page.keyboard.press(key);
    const menu = page.getByRole("menu");
    await menu.getByRole("menuitem", { name: "Rename" }).waitFor();
    await page.waitForFunction(() => document.activeElement.dataset.action === "rename");
    const [card, leaf] = [await workspace.card("Onboarding").boundingBox(), await menu.boundingBox()];
    assert.ok(leaf.x >= card.x && leaf.x <= card.x + card.width, "it opens on its card");
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.classList.contains("card")), true);
  }
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Objective" }).waitFor();
  await page.keyboard.press("Escape");
});

test("only what drives a result is shown, and everything again", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  await paste(page, "KPI: Churn\n\tOnboarding\n\t\tStaffing\nKPI: Orders\n\tPricing");
  await workspace.card("Pricing").waitFor();
  await workspace.card("Churn").click();
  await page.keyboard.press("d");
  await workspace.card("Pricing").waitFor({ state: "detached" });
  const cartouche = page.getByRole("region", { name: "What is shown" });
  await cartouche.getByText("3 of 5 nodes shown").waitFor();
  await cartouche.getByRole("button", { name: "Show the whole map again" }).click();
  await workspace.card("Pricing").waitFor();
  assert.equal(titles(await workspace.tree()).length, 5);
});

test("a branch is folded under its result, by key, and unfolded by hand", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  await paste(page, "KPI: Churn\n\tOnboarding\n\t\tStaffing");
  await workspace.card("Staffing").waitFor();
  await workspace.card("Churn").click();
  await page.keyboard.press(".");
  await workspace.card("Staffing").waitFor({ state: "detached" });
  assert.equal(await page.locator(".tie").count(), 0);
  await page.getByRole("button", { name: "Unfold 2 nodes" }).click();
  await workspace.card("Staffing").waitFor();
  assert.equal(titles(await workspace.tree()).length, 3);
});

test("the path between two cards and every loop are told in words", TIMEOUT, async () => {
  const workspace = await opened();
  const { page } = workspace;
  await workspace.card("Product adoption").click();
  await workspace.card("Net revenue retention").click({ modifiers: ["Shift"] });
  await page.keyboard.press("p");
  const cartouche = page.getByRole("region", { name: "What is shown" });
  await cartouche.getByText("From Product adoption").waitFor();
  assert.ok((await page.locator(".nodes > li[data-traced]").count()) >= 2);
  assert.ok((await page.locator(".tie[data-traced]").count()) >= 1);
  await cartouche.getByRole("button", { name: "Clear the path" }).click();
  await cartouche.waitFor({ state: "detached" });
  await page.keyboard.press("p");
  await cartouche.waitFor();
  await page.keyboard.press("Escape");
  await cartouche.waitFor({ state: "detached" });
  assert.equal(await page.locator("button.card[aria-pressed=true]").count(), 2, "what is chosen stays chosen");
  const other = await blank();
  await other.page.keyboard.press("o");
  await other.page.getByText("This map has no loops").waitFor();
  await paste(other.page, "Driver: Hype\tDriver: Sales\nDriver: Sales\tDriver: Hype");
  await other.card("Hype").waitFor();
  await other.page.keyboard.press("o");
  await cartouche.getByText("reinforces itself").waitFor();
  await cartouche.getByText(/Hype → Sales → Hype|Sales → Hype → Sales/).waitFor();
});

test("each overlay says its value on the cards and in their names", TIMEOUT, async () => {
  const workspace = await opened();
  const { page } = workspace;
  const colour = page.getByLabel("Colour by");
  await colour.selectOption("ownership");
  const adoption = workspace.card("Product adoption");
  await adoption.locator('.tint[data-words*="Product chief"]').waitFor();
  const legend = page.getByRole("region", { name: "What the colours mean" });
  await legend.getByRole("listitem").filter({ hasText: "Product chief" }).waitFor();
  await colour.selectOption("freshness");
  await adoption.locator('.tint[data-words*="old"]').waitFor();
  assert.match(await adoption.getAttribute("aria-label"), /days old$/);
  await colour.selectOption("leverage");
  await page.waitForFunction(() => [...document.querySelectorAll(".tint")].some((tint) => /[0-9],[0-9]/.test(tint.dataset.words)));
  await legend.getByText(/Known for \d of 5 cards/).waitFor();
  await colour.selectOption("status");
  await page.locator(".tint").first().waitFor({ state: "detached" });
  await legend.waitFor({ state: "detached" });
  const other = await blank();
  await paste(other.page, "Driver: Onboarding");
  await other.card("Onboarding").waitFor();
  await other.page.getByLabel("Colour by").selectOption("maturity");
  await legend.getByText("No driver is assessed yet.").waitFor();
});

test("the small map shows where one is, and looks elsewhere when it is pressed", TIMEOUT, async () => {
  const workspace = await opened();
  const { page } = workspace;
  await workspace.card("Product adoption").click();
  await page.keyboard.press("m");
  const small = page.getByRole("group", { name: "Small map" });
  await small.waitFor();
  const camera = () => page.locator(".camera").getAttribute("style");
  const before = await camera();
  const box = await small.boundingBox();
  await page.mouse.click(box.x + 20, box.y + 20);
  await page.waitForFunction((before) => document.querySelector(".camera").getAttribute("style") !== before, before);
});

test("a dragged card is drawn level with another, and several move together", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  await paste(page, "Driver: One\nDriver: Two");
  await workspace.card("Two").waitFor();
  // What was pasted is chosen, and would move together.
  await page.keyboard.press("Escape");
  await page.keyboard.press("0");
  await restful(page, "Two");
  const drag = async (title, x, y, meanwhile = () => {}) => {
    const box = await workspace.card(title).boundingBox();
    await page.mouse.move(box.x + 100, box.y + 70);
    await page.mouse.down();
    await page.mouse.move(box.x + 100 + x, box.y + 70 + y, { steps: 5 });
    await meanwhile();
    await page.mouse.up();
  };
  const seeLevel = () => page.locator(".guide").first().waitFor({ state: "attached" });
  const [one, two] = [await workspace.card("One").boundingBox(), await workspace.card("Two").boundingBox()];
  await drag("Two", one.x - two.x + 300, one.y - two.y + 3, seeLevel);
  const level = await workspace.card("Two").boundingBox();
  assert.ok(Math.abs(level.y - one.y) < 1, "it was drawn level");
  const { nodes } = await workspace.tree();
  const places = Object.values(nodes).map((node) => node.position).filter(Boolean);
  assert.equal(places.length, 1);
  await workspace.card("One").click();
  await workspace.card("Two").click({ modifiers: ["Shift"] });
  await drag("One", 40, 200);
  const tree = await workspace.until((tree) => Object.values(tree.nodes).every((node) => node.position), "both moved");
  assert.equal(Object.values(tree.nodes).length, 2);
  await page.keyboard.press("Control+z");
  await workspace.until((tree) => Object.values(tree.nodes).filter((node) => node.position).length === 1, "one undo");
});

test("several nodes get one owner, and several links one sign, each in one step", TIMEOUT, async () => {
  const workspace = await blank();
  const { page } = workspace;
  await paste(page, "KPI: Churn\n\tOnboarding\n\tSupport");
  await workspace.card("Support").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+a");
  await workspace.inspector.getByLabel("Owner").selectOption({ label: "Ana" });
  const owned = (tree) => Object.values(tree.nodes).filter((node) => node.owner).length;
  await workspace.until((tree) => owned(tree) === 3, "all have an owner");
  await page.keyboard.press("Control+z");
  await workspace.until((tree) => owned(tree) === 0, "one undo takes all back");
});

test("cards lie in lanes by function, and a card that is dropped in another lane belongs to it", TIMEOUT, async () => {
  const workspace = await opened();
  const { page } = workspace;
  const before = await workspace.tree();
  await workspace.stage.click({ position: { x: 8, y: 300 } });
  await page.keyboard.press("f");
  const names = page.locator(".lanes text");
  await names.first().waitFor();
  assert.ok((await names.count()) >= 2);
  assert.deepEqual((await workspace.tree()).nodes, before.nodes, "looking changes nothing");
  await restful(page, "Product adoption");
  const lanes = page.locator(".lanes rect");
  const card = await workspace.card("Product adoption").boundingBox();
  const middle = { x: card.x + card.width / 2, y: card.y + card.height / 2 };
  const bands = await Promise.all((await lanes.all()).map((lane) => lane.boundingBox()));
  const holds = (band) => band.y <= middle.y && middle.y < band.y + band.height;
  const home = bands.findIndex(holds);
  const other = bands.findIndex((band, at) => at !== home);
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x, bands[other].y + bands[other].height / 2, { steps: 6 });
  await page.mouse.up();
  const wanted = await names.nth(other).textContent();
  const named = (tree) => {
    const node = Object.values(tree.nodes).find((node) => node.title.startsWith("Product adoption"));
    return tree.functions[node.function]?.name;
  };
  await workspace.until((tree) => named(tree) === wanted, `it belongs to ${wanted}`);
  await page.locator("button.card").first().focus();
  await page.keyboard.press("f");
  await names.first().waitFor({ state: "detached" });
});

test("what a frame was to do about the map is not done once the map was left", TIMEOUT, async () => {
  const { page } = await opened();
  const errors = ana.errors.length;
  const asked = await page.evaluate(() => {
    const ask = window.requestAnimationFrame;
    const works = [];
    window.requestAnimationFrame = (work) => works.push(work);
    const { left, top, width, height } = document.querySelector(".stage").getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2 };
    const under = document.elementFromPoint(at.clientX, at.clientY);
    under.dispatchEvent(new PointerEvent("pointermove", { ...at, bubbles: true, pointerId: 1, pointerType: "mouse" }));
    window.requestAnimationFrame = ask;
    window.nextFrame = () => works.forEach((work) => work(performance.now()));
    return works.length;
  });
  assert.ok(asked > 0, "moving the pointer asks for a frame");
  await page.getByRole("link", { name: "All workspaces" }).click();
  await page.getByRole("button", { name: "New workspace" }).waitFor();
  await page.evaluate(() => window.nextFrame());
  await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.equal(await page.getByRole("alertdialog").count(), 0);
  assert.deepEqual(ana.errors.slice(errors), []);
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));
