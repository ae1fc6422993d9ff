// Two people in one workspace: each sees what the other does while it is done, and can go along with the other.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Device } from "./browser.mjs";
import { Relay } from "./relay.mjs";
import { SOON, Workspace } from "./workspace.mjs";

const TIMEOUT = { timeout: 120_000 };

let relay, ana, ben, anas, bens;

before(async () => {
  relay = await Relay.start();
  [ana, ben] = await Promise.all([
    Device.named("Ana"),
    Device.named("Ben", { viewport: { width: 1000, height: 900 } }),
  ]);
  anas = await Workspace.worked(ana, relay.address);
  await anas.introduce("Ana");
  await anas.card("Product adoption").waitFor();
  bens = await Workspace.open(ben, await anas.link());
  await bens.introduce("Ben");
  await bens.card("Product adoption").waitFor();
  await mark(bens, "Ana").waitFor();
});

after(async () => {
  await Promise.all([ana, ben].map((device) => device?.close()));
  await relay?.remove();
});

/** The mark of a colleague in the masthead. */
const mark = ({ page }, name) => page.getByRole("button", { name: new RegExp(`^Go to ${name}`) });

/** The part of the map that a page shows, in map units. */
const seen = ({ page }) =>
  page.evaluate(() => {
    const { width, height } = document.querySelector(".stage").getBoundingClientRect();
    const [x, y, zoom] = document.querySelector(".stage .camera").style.transform.match(/-?[\d.]+/g).map(Number);
    return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
  });

/** Waits until `one` shows all that `other` shows, and fills one of its own sides with it. */
async function untilTogether(one, other, within = 5_000) {
  const end = Date.now() + within;
  for (;;) {
    const [a, b] = await Promise.all([seen(one), seen(other)]);
    const slack = 0.01 * (b.right - b.left);
    const holds =
      a.left <= b.left + slack && a.top <= b.top + slack && a.right >= b.right - slack && a.bottom >= b.bottom - slack;
    const fills =
      Math.abs(a.right - a.left - (b.right - b.left)) < 2 * slack ||
      Math.abs(a.bottom - a.top - (b.bottom - b.top)) < 2 * slack;
    if (holds && fills) return;
    if (Date.now() > end) throw new Error(`they see different parts: ${JSON.stringify([a, b])}`);
  }
}

/** A point on the stage, in pixels from its middle. */
async function spot({ stage }, x, y) {
  const box = await stage.boundingBox();
  return [box.x + box.width / 2 + x, box.y + box.height / 2 + y];
}

/** Where nothing lies on the stage: its lower left. */
async function blankSpot(workspace) {
  const box = await workspace.stage.boundingBox();
  return [box.x + 12, box.y + box.height - 60];
}

const along = ({ page }, said) => page.locator(".company").getByText(said);

test("a press on a colleague's mark leads to where they are", TIMEOUT, async () => {
  await anas.page.getByRole("button", { name: "Zoom in" }).click();
  await anas.page.getByRole("button", { name: "Zoom in" }).click();
  await mark(bens, "Ana").click();
  // A press leads to what Ana showed last, which on a busy machine is where she was a moment before.
  await untilTogether(bens, anas, 1_500).catch(async () => {
    await bens.page.keyboard.press("Escape");
    await mark(bens, "Ana").click();
    await untilTogether(bens, anas);
  });
  assert.equal(await along(bens, "You follow Ana").count(), 0);
  await bens.page.keyboard.press("Escape");
});

test("whom one follows leads camera, selection and screen, until Escape", TIMEOUT, async () => {
  await mark(bens, "Ana").click();
  await bens.page.getByRole("button", { name: "Follow Ana" }).click();
  await along(bens, "You follow Ana").waitFor({ timeout: SOON });
  await along(anas, "Ben follows you").waitFor({ timeout: SOON });
  await untilTogether(bens, anas);
  await anas.stage.hover();
  await anas.page.mouse.wheel(220, 140);
  await untilTogether(bens, anas);
  await anas.card("Product adoption").click();
  await bens.page.locator('button.card[aria-pressed="true"]').filter({ hasText: "Product adoption" }).waitFor();
  await anas.page.getByRole("link", { name: "Outline" }).click();
  await bens.page.getByRole("treegrid").waitFor();
  await anas.page.getByRole("link", { name: "Map", exact: true }).click();
  await bens.stage.waitFor();
  await untilTogether(bens, anas);
  await along(bens, "You follow Ana").waitFor();

  await bens.page.keyboard.press("Escape");
  await along(bens, "You follow Ana").waitFor({ state: "hidden" });
  await along(anas, "Ben follows you").waitFor({ state: "hidden" });
  await bens.page.locator('button.card[aria-pressed="true"]').filter({ hasText: "Product adoption" }).waitFor();
});

test("two who are here have two colours, the same on both screens", TIMEOUT, async () => {
  const crew = (marks) => marks.first().getAttribute("data-crew");
  const own = ({ page }) => page.getByRole("button", { name: /^You are / }).locator(".person");
  const theirs = (workspace, name) => mark(workspace, name).locator(".person");
  const [anaHere, benHere] = [await crew(own(anas)), await crew(theirs(anas, "Ben"))];
  assert.notEqual(anaHere, benHere);
  assert.deepEqual([await crew(theirs(bens, "Ana")), await crew(own(bens))], [anaHere, benHere]);
});

test("who follows and who is followed is said beside the screens, and over nothing on them", TIMEOUT, async () => {
  await mark(bens, "Ana").click();
  await bens.page.getByRole("button", { name: "Follow Ana" }).click();
  await along(anas, "Ben follows you").waitFor();
  for (const screen of ["Outline", "Brief", "Map"]) {
    await anas.page.getByRole("link", { name: screen, exact: true }).click();
    for (const { page } of [anas, bens]) {
      const shown = page.locator({ Outline: ".outline", Brief: ".scroller", Map: ".map" }[screen]);
      await shown.waitFor();
      const [said, view] = await Promise.all([page.locator(".along").boundingBox(), shown.boundingBox()]);
      assert.ok(said.y + said.height <= view.y + 1 || said.y >= view.y + view.height - 1, `${screen}: ${JSON.stringify([said, view])}`);
    }
  }
  await bens.page.keyboard.press("Escape");
  await along(anas, "Ben follows you").waitFor({ state: "hidden" });
});

test("any movement of one's own ends the following", TIMEOUT, async () => {
  const follow = async () => {
    await bens.page.locator("#main").focus();
    await bens.page.keyboard.press("g");
    await along(bens, "You follow Ana").waitFor();
  };
  const isOver = () => along(bens, "You follow Ana").waitFor({ state: "hidden" });
  await follow();
  await bens.page.getByRole("button", { name: "Zoom out" }).click();
  await isOver();
  await follow();
  await bens.stage.hover();
  await bens.page.mouse.wheel(0, 30);
  await isOver();
  await follow();
  await bens.page.keyboard.press("ArrowRight");
  await isOver();
  await follow();
  await bens.page.getByRole("link", { name: "Brief" }).click();
  await isOver();
  await bens.page.getByRole("link", { name: "Map", exact: true }).click();
  await bens.stage.waitFor();
});

test("the palette leads to a colleague and along with them", TIMEOUT, async () => {
  const ask = async (words) => {
    await bens.page.keyboard.press("Control+k");
    await bens.page.getByRole("combobox", { name: "Find or do anything" }).waitFor();
    await bens.page.keyboard.type(words);
    await bens.page.locator("#palette-found [role=option]").first().filter({ hasText: "Ana" }).waitFor();
    await bens.page.keyboard.press("Enter");
  };
  await ask("follow ana");
  await along(bens, "You follow Ana").waitFor();
  await bens.page.getByRole("button", { name: "Stop following" }).click();
  await along(bens, "You follow Ana").waitFor({ state: "hidden" });
  await ask("go to ana");
  await untilTogether(bens, anas);
});

test("who follows can't be followed back", TIMEOUT, async () => {
  await bens.page.locator("#main").focus();
  await bens.page.keyboard.press("g");
  await along(anas, "Ben follows you").waitFor();
  await anas.page.locator("#main").focus();
  await anas.page.keyboard.press("g");
  await mark(anas, "Ben").click();
  await anas.page.locator(".leaf").getByRole("button", { name: "Ben follows you" }).click();
  assert.equal(await along(anas, "You follow Ben").count(), 0);
  await bens.page.keyboard.press("Escape");
  await along(anas, "Ben follows you").waitFor({ state: "hidden" });
});

test("a drag, a frame and a link are seen in the colleague's hand, and are gone when it lets go", TIMEOUT, async () => {
  const { mouse } = anas.page;
  await anas.page.getByRole("button", { name: "Show the whole map" }).click();
  await bens.page.getByRole("button", { name: "Show the whole map" }).click();
  const document = await bens.tree();
  const onBens = bens.card("Product adoption").locator("xpath=..");
  const before = await onBens.evaluate((card) => card.style.transform);
  const card = await anas.card("Product adoption").boundingBox();
  await mouse.move(card.x + card.width / 2, card.y + card.height / 2);
  await mouse.down();
  await mouse.move(card.x + card.width / 2 + 60, card.y + card.height / 2 + 40, { steps: 5 });
  await onBens.locator(".tag", { hasText: "Ana" }).waitFor({ timeout: SOON });
  await bens.page.waitForFunction(([title, before]) => {
    const cards = [...document.querySelectorAll("button.card")];
    return cards.find((card) => card.textContent.includes(title)).parentElement.style.transform !== before;
  }, ["Product adoption", before]);
  assert.deepEqual(await bens.tree(), document, "only presence has told of the drag");
  await anas.page.keyboard.press("Escape");
  await mouse.up();

  await mouse.move(...(await blankSpot(anas)));
  await anas.page.keyboard.down("Shift");
  await mouse.down();
  await mouse.move(...(await spot(anas, 40, 40)), { steps: 5 });
  await bens.page.locator(".others .marquee").waitFor({ state: "attached", timeout: SOON });
  await mouse.up();
  await anas.page.keyboard.up("Shift");
  await bens.page.locator(".others .marquee").waitFor({ state: "detached", timeout: SOON });

  await anas.page.keyboard.press("Escape");
  await anas.card("Product adoption").click();
  const now = await anas.card("Product adoption").boundingBox();
  await mouse.move(now.x + now.width, now.y + now.height / 2);
  await mouse.down();
  await mouse.move(now.x + now.width + 50, now.y + now.height / 2 + 50, { steps: 5 });
  await bens.page.locator(".others .drawn").waitFor({ state: "attached", timeout: SOON });
  await anas.page.keyboard.press("Escape");
  await mouse.up();
  await bens.page.locator(".others .drawn").waitFor({ state: "detached", timeout: SOON });
});

test("a title is seen while it is typed, and the edit is shown and told with its author", TIMEOUT, async () => {
  await anas.card("Product adoption").click();
  await anas.page.keyboard.press("F2");
  await anas.page.locator(".title-editor textarea").waitFor();
  await bens.page.locator(".tag[data-typing]", { hasText: "Ana" }).waitFor({ timeout: SOON });
  await anas.page.keyboard.press("Control+End");
  await anas.page.keyboard.type(" of late");
  const onBens = bens.card("Product adoption in the first 90 days of late").locator("xpath=..");
  await onBens.waitFor();
  await onBens.locator(".echo").first().waitFor({ state: "attached", timeout: SOON });
  await anas.page.keyboard.press("Enter");
  await bens.page.locator(".tag[data-typing]").waitFor({ state: "detached", timeout: SOON });
  await bens.page
    .locator("[data-telling]", { hasText: "Ana changed “Product adoption in the first 90 days of late”" })
    .waitFor({ state: "attached" });
  assert.equal(await anas.page.locator(".echo").count(), 0, "one's own edits are no news");
  await onBens.locator(".echo").first().waitFor({ state: "detached" });
});

test("a cell is seen letter by letter before it is written", TIMEOUT, async () => {
  for (const { page } of [anas, bens]) {
    await page.getByRole("link", { name: "Outline" }).click();
    await page.getByRole("treegrid").waitFor();
  }
  const unit = ({ page }) => page.getByRole("row", { name: /Net revenue retention/ }).first().getByRole("gridcell").nth(5);
  await unit(anas).click();
  await anas.page.keyboard.type("euros");
  await unit(bens).locator(".typist", { hasText: "euros" }).waitFor({ timeout: SOON });
  assert.equal(await unit(bens).locator(".text").textContent(), "%");
  await anas.page.keyboard.press("Enter");
  await unit(bens).locator(".typist").waitFor({ state: "detached", timeout: SOON });
  await unit(bens).and(bens.page.locator("[data-echo]")).waitFor({ timeout: SOON });
});

test("what a colleague is about to choose has its name here, not its word", TIMEOUT, async () => {
  const kind = ({ page }) => page.getByRole("row", { name: /Net revenue retention/ }).first().getByRole("gridcell").nth(1);
  await kind(anas).click();
  await anas.page.keyboard.press("F2");
  await kind(bens).locator(".typist").waitFor({ timeout: SOON });
  assert.equal(await kind(bens).locator(".typist > span").textContent(), "KPI");
  await anas.page.keyboard.press("Escape");
  await kind(bens).locator(".typist").waitFor({ state: "detached", timeout: SOON });
});

test("a cell that is typed in stays open while a colleague adds rows, and keeps what they type in the same title", TIMEOUT, async () => {
  const title = ({ page }) => page.getByRole("row", { name: /Customer success/ }).first().getByRole("gridcell").first();
  await title(anas).click();
  await anas.page.keyboard.press("F2");
  await anas.page.locator(".sheet .input").and(anas.page.locator(":focus")).waitFor();
  await anas.page.keyboard.type(" by");
  await bens.page.getByRole("button", { name: "Add at the top" }).click();
  await bens.page.getByRole("button", { name: "Objective" }).click();
  await bens.page.locator(".sheet .input").and(bens.page.locator(":focus")).waitFor();
  await bens.page.keyboard.type("Above all");
  await bens.page.keyboard.press("Enter");
  await anas.page.getByRole("row", { name: /Above all/ }).waitFor();
  await title(bens).click();
  await bens.page.keyboard.press("F2");
  await bens.page.locator(".sheet .input").and(bens.page.locator(":focus")).waitFor();
  await bens.page.keyboard.press("Home");
  await bens.page.keyboard.type("Our ");
  await bens.page.keyboard.press("Enter");
  await anas.page.keyboard.type(" noon");
  await anas.page.keyboard.press("Enter");
  await bens.page.getByRole("row", { name: /Our Customer success leadership turnover by noon/ }).first().waitFor();
});

test("a cell that is typed in goes along when a colleague unlinks its row, and comes back with what was typed when they delete it", TIMEOUT, async () => {
  const row = ({ page }) => page.getByRole("row", { name: /Customer success leadership turnover/ }).first();
  const title = (of) => row(of).getByRole("gridcell").first();
  const field = anas.page.locator(".sheet .input").and(anas.page.locator(":focus"));
  await title(anas).click();
  await anas.page.keyboard.press("F2");
  await field.waitFor();
  await anas.page.keyboard.press("End");
  await anas.page.keyboard.type(" or");
  const levels = () => [...document.querySelectorAll(".sheet .rows-of > [role=row]")].map((row) => row.ariaLevel).join();
  const before = await anas.page.evaluate(levels);
  await title(bens).click();
  await bens.page.keyboard.press("Alt+Backspace");
  await anas.page.waitForFunction(`(${levels})() !== "${before}"`);
  await anas.page.keyboard.type(" later");
  await anas.page.keyboard.press("Enter");
  await bens.page.getByRole("row", { name: /turnover by noon or later/ }).first().waitFor();
  await title(anas).click();
  await anas.page.keyboard.press("F2");
  await field.waitFor();
  await anas.page.keyboard.press("End");
  await anas.page.keyboard.type(" still");
  await title(bens).click();
  await bens.page.keyboard.press("Delete");
  await anas.page.locator(".message", { hasText: "was deleted while you were typing in one of its cells" }).waitFor();
  await field.waitFor({ state: "detached" });
  await bens.page.keyboard.press("Control+z");
  await title(anas).click();
  await anas.page.keyboard.press("F2");
  await field.waitFor();
  assert.match(await field.inputValue(), /turnover by noon or later still$/);
  await anas.page.keyboard.press("Enter");
  await bens.page.getByRole("row", { name: /turnover by noon or later still/ }).first().waitFor();
});

test("what a colleague changed since can't be taken back, and that is said", TIMEOUT, async () => {
  const unit = ({ page }) => page.getByRole("row", { name: /Net revenue retention/ }).first().getByRole("gridcell").nth(5);
  const write = async (workspace, text) => {
    await unit(workspace).click();
    await workspace.page.keyboard.type(text);
    await workspace.page.keyboard.press("Enter");
  };
  await write(anas, "dollars");
  await unit(bens).locator(".text", { hasText: "dollars" }).waitFor();
  await write(bens, "pounds");
  await unit(anas).locator(".text", { hasText: "pounds" }).waitFor();
  await anas.page.keyboard.press("Control+z");
  await anas.page.getByRole("log").getByText("“Net revenue retention” was left as it is").waitFor();
  assert.equal(await unit(anas).locator(".text").textContent(), "pounds");
  await anas.page.keyboard.press("Control+z");
  await unit(bens).locator(".text", { hasText: "pounds" }).waitFor();
});

test("where the relay is lost, that is said, and not that the colleague left", TIMEOUT, async () => {
  await bens.page.locator("#main").focus();
  await bens.page.keyboard.press("g");
  await along(bens, "You follow Ana").waitFor();
  await relay.kill();
  await bens.page.getByRole("log").getByText("The relay can’t be reached from here, so Ana is out of sight").waitFor();
  assert.equal(await along(bens, "You follow Ana").count(), 0);
  await relay.start();
  await mark(bens, "Ana").waitFor({ timeout: 60_000 });
  await mark(anas, "Ben").waitFor({ timeout: 60_000 });
});

test("who leaves in the middle of a gesture takes it along, and is followed no more", TIMEOUT, async () => {
  for (const { page, stage } of [anas, bens]) {
    await page.getByRole("link", { name: "Map", exact: true }).click();
    await stage.waitFor();
  }
  await bens.page.locator("#main").focus();
  await bens.page.keyboard.press("g");
  await along(bens, "You follow Ana").waitFor();
  await anas.page.mouse.move(...(await blankSpot(anas)));
  await anas.page.keyboard.down("Shift");
  await anas.page.mouse.down();
  await anas.page.mouse.move(...(await spot(anas, 40, 40)), { steps: 5 });
  await bens.page.locator(".others .marquee").waitFor({ state: "attached", timeout: SOON });
  await ana.leave();
  await bens.page.locator(".others .marquee").waitFor({ state: "detached", timeout: SOON });
  await bens.page.getByRole("log").getByText("Ana isn’t here any more").waitFor();
  assert.equal(await along(bens, "You follow Ana").count(), 0);
});

test("nobody's console has an error", () => assert.deepEqual([ana.errors, ben.errors], [[], []]));
