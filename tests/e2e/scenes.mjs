// Every screen and dialog, and how a person comes to each: looked at by `access.test.mjs` and by `screenshots.mjs`.
//
// What is clicked is found by the words of the catalogues, so that a scene is the same in every language.

import { readFile } from "node:fs/promises";

const CATALOGUES = new URL("../../src/locales/", import.meta.url);

/** The sizes that are looked at: a phone, a desk, and a wall. */
export const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desk: { viewport: { width: 1280, height: 800 } },
  wall: { viewport: { width: 2560, height: 1440 } },
};

/** The worked cases, by what they are called in the catalogues. */
const CASES = ["saas", "green", "savings", "decided", "hospital", "retail", "okr"];

/** The id of a workspace that nobody has. */
const NOBODYS = "6gMHXjsZ5cxdn4qSbgGYYY8CnKK";

/** A device in front of the scenes. */
export class Viewer {
  constructor(device, page, address, words) {
    Object.assign(this, { device, page, address, words, places: {} });
  }

  /** Opens Home, in a language of the catalogues. */
  static async of(device, address, language = "en") {
    const words = JSON.parse(await readFile(new URL(`${language}.json`, CATALOGUES), "utf8"));
    const page = await device.page();
    await page.goto(address);
    return new Viewer(device, page, address, words);
  }

  get isPhone() {
    return this.page.viewportSize().width < 600;
  }

  /** What a key says. */
  say(key) {
    return this.words[key];
  }

  button(key, options = { exact: true }) {
    return this.page.getByRole("button", { name: this.say(key), ...options });
  }

  dialog() {
    return this.page.getByRole("dialog");
  }

  async home() {
    await this.page.evaluate(() => (location.hash = "#/"));
    await this.page.locator(".templates button").first().waitFor();
  }

  /** Opens a worked case on its map: made anew the first time, as it was left afterwards. */
  async open(name) {
    await this.home();
    if (this.places[name]) {
      await this.page.evaluate((hash) => (location.hash = hash), this.places[name]);
    } else {
      await this.page.locator(".templates button").filter({ hasText: this.say(`template.${name}`) }).click();
      await this.button("who.later").click();
      this.places[name] = await this.page.evaluate(() => location.hash.replace(/\/n\/.*/, ""));
    }
    const later = this.button("who.later");
    await this.page.locator("button.card").first().or(later).first().waitFor();
    if (await later.isVisible()) await later.click();
    await this.page.locator("button.card").first().waitFor();
  }

  /** An empty map, with nobody asked who they are; the tour is skipped unless it is wanted. */
  async blank(tour = false) {
    await this.home();
    await this.page.evaluate((tour) => localStorage.setItem("causeway.tour", tour ? "begun" : "over"), tour);
    await this.button("home.new").click();
    await this.button("who.later").click();
    await this.dialog().waitFor({ state: "detached" });
  }

  async screen(key) {
    await this.page.getByRole("link", { name: this.say(key), exact: true }).click();
  }

  /** Chooses the first card of a kind. */
  async choose(kind) {
    // Chosen by coming to it, even where the focus was on it before.
    await this.page.locator(`button.card[data-kind="${kind}"]`).first().evaluate((card) => {
      card.blur();
      card.focus();
    });
    await this.page.locator("#inspector .part").first().waitFor();
  }

  /** Does an action as the palette does. */
  async act(key) {
    await this.page.keyboard.press("Control+k");
    await this.page.locator(".palette input").fill(this.say(key));
    await this.page.keyboard.press("Enter");
  }

  /** Opens parts of the inspector by their headings, or all. */
  async unfold(...keys) {
    for (const key of keys) {
      const part = this.page.locator("#inspector details.part").filter({ has: this.page.getByRole("heading", { name: this.say(key), exact: true }) });
      if ((await part.getAttribute("open")) === null) await part.locator("summary").first().click();
      await part.locator("summary").first().evaluate((summary) => summary.scrollIntoView({ block: "start" }));
    }
  }

  async pick(name, text) {
    const choosing = this.page.waitForEvent("filechooser");
    await this.button("home.open").click();
    await (await choosing).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  }

  async paste(text) {
    await this.page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }
}

/** A map on which two people wrote at once. */
const TORN = JSON.stringify({
  format: "causeway/1",
  workspace: "torn",
  title: "Two at once",
  people: { ana: { name: "Ana" }, ben: { name: "Ben" } },
  nodes: {
    growth: { kind: "objective", title: "Grow from the customers we have" },
    churn: { kind: "kpi", title: { conflict: ["Customers who leave", "Churn"] }, owner: { conflict: ["ana", "ben"] } },
  },
  links: { l: { from: "churn", to: "growth", type: "serves" } },
});

const FAULTY = '{"format":"causeway/1","nodes":{"growth":{"kind":"goal","title":7}}}';

const overlay = (word) => ({
  name: `overlay-${word}`,
  go: async (at) => {
    await at.open("saas");
    await at.page.locator(".colour-by select").selectOption(word);
    if (word !== "status") await at.page.locator(".tint").first().waitFor({ state: "attached" });
  },
});

/** Every scene: `name`, how it is come to, and what more of it is worth looking at; the `wide` ones take a mouse and room. */
export const scenes = [
  { name: "home-empty", languages: true, contrast: true, go: (at) => at.home() },
  {
    name: "who-are-you",
    go: async (at) => {
      await at.home();
      await at.page.locator(".templates button").filter({ hasText: at.say("template.saas") }).click();
      await at.dialog().waitFor();
    },
    after: async (at) => {
      at.places.saas ??= await at.page.evaluate(() => location.hash);
      await at.button("who.later").click();
    },
  },
  ...CASES.map((name) => ({ name: `map-${name}`, contrast: name === "saas", languages: name === "retail", go: (at) => at.open(name) })),
  { name: "home-full", languages: true, contrast: true, go: async (at) => {
    for (const name of CASES) if (!at.places[name]) await at.open(name);
    await at.home();
    await at.page.locator(".workspace-card").nth(3).waitFor();
  } },
  { name: "home-card-menu", go: async (at) => {
    await at.home();
    await at.page.locator(".workspace-card .menu > button").first().click();
    await at.page.locator(".leaf").waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "home-delete", go: async (at) => {
    await at.home();
    await at.page.locator(".workspace-card .menu > button").first().click();
    await at.page.locator(".leaf .choice").last().click();
    await at.dialog().waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "home-join", go: async (at) => {
    await at.home();
    await at.button("home.join").click();
    await at.dialog().getByRole("textbox").fill("hello");
    await at.button("join.do").click();
    await at.dialog().locator(".fault").waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "home-faulty-file", go: async (at) => {
    await at.home();
    await at.pick("faulty.json", FAULTY);
    await at.dialog().waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "home-unreadable-file", go: async (at) => {
    await at.home();
    await at.pick("notes.json", "hello");
    await at.page.locator(".home .notice").waitFor();
  } },
  { name: "empty-map", languages: true, go: async (at) => {
    await at.blank();
    await at.page.locator(".map-empty").waitFor();
  } },
  { name: "tour-begins", languages: true, contrast: true, go: async (at) => {
    await at.blank(true);
    await at.page.locator(".tour").waitFor();
  } },
  { name: "tour-link", languages: true, go: async (at) => {
    await at.blank(true);
    const title = async (text) => {
      await at.page.locator(".title-editor textarea").waitFor();
      await at.page.keyboard.type(text);
      await at.page.keyboard.press("Enter");
      await at.page.locator(".title-editor").waitFor({ state: "detached" });
    };
    for (const [key, text] of [["tour.objective-do", "Grow"], ["tour.kpi-do", "Retention"], ["tour.driver-do", "Onboarding"]]) {
      await at.button(key).click();
      await title(text);
    }
    await at.button("tour.link-right").waitFor();
  } },
  { name: "tour-done", go: async (at) => {
    await at.button("tour.link-right").click();
    await at.button("tour.done-do").waitFor();
  }, after: (at) => at.button("tour.close").click() },
  ...["objective", "kpi", "driver", "initiative", "risk"].map((kind) => ({
    name: `inspector-${kind}`,
    go: async (at) => {
      await at.open(["objective", "kpi", "driver"].includes(kind) ? "saas" : "retail");
      await at.choose(kind);
    },
  })),
  { name: "inspector-unfolded", tall: 3600, go: async (at) => {
    await at.open("saas");
    await at.choose("driver");
    await at.page.locator("#inspector").evaluate((inspector) => {
      for (const closed of inspector.querySelectorAll("details.part:not([open]) > summary")) closed.click();
    });
  } },
  { name: "inspector-xray", go: async (at) => {
    await at.open("saas");
    await at.choose("kpi");
    await at.unfold("part.xray");
    await at.page.locator("#inspector .film").first().waitFor();
  } },
  { name: "inspector-link", go: async (at) => {
    await at.open("saas");
    await at.choose("driver");
    await at.page.locator("#inspector .ties button").first().click();
    await at.page.locator("#inspector .ends").waitFor();
  } },
  { name: "inspector-several", go: async (at) => {
    await at.open("saas");
    await at.choose("driver");
    await at.page.locator("button.card").first().focus();
    await at.page.keyboard.press("Control+a");
    await at.page.locator("#inspector").getByText(at.say("several.title")).first().waitFor();
  } },
  { name: "two-values-at-once", go: async (at) => {
    await at.home();
    await at.pick("torn.json", TORN);
    await at.button("who.later").click();
    await at.page.locator('button.card[data-kind="kpi"]').focus();
    await at.page.locator("#inspector .conflict").first().waitFor();
  } },
  { name: "signals", languages: true, contrast: true, go: async (at) => {
    await at.open("saas");
    await at.button("signals.title").click();
    await at.page.locator(".finding").first().waitFor();
  } },
  { name: "signal-on-the-map", go: async (at) => {
    await at.open("saas");
    await at.button("signals.title").click();
    await at.page.locator(".finding h4 button").first().click();
    await at.page.locator(".nodes > li[data-aside]").first().waitFor();
  }, after: (at) => at.page.locator(".signals header button").click() },
  { name: "traced-path", contrast: true, wide: true, go: async (at) => {
    await at.open("saas");
    await at.button("action.fit").click();
    await at.page.locator('button.card[data-kind="driver"]').first().click();
    await at.page.locator('button.card[data-kind="kpi"]').first().click({ modifiers: ["Shift"] });
    await at.page.keyboard.press("p");
    await at.page.locator(".cartouche").waitFor();
  } },
  ...["maturity", "ownership", "leverage", "money", "freshness"].map(overlay),
  { name: "lanes", go: async (at) => {
    await at.open("retail");
    await at.page.locator("button.card").first().focus();
    await at.page.keyboard.press("Escape");
    await at.page.keyboard.press("f");
    await at.page.locator(".lanes text").first().waitFor();
  } },
  { name: "far-out", go: async (at) => {
    await at.open("retail");
    for (let times = 0; times < 8; times += 1) await at.page.keyboard.press("-");
    await at.page.locator(".stage[data-far]").waitFor();
  } },
  { name: "small-map", go: async (at) => {
    await at.open("hospital");
    await at.page.keyboard.press("m");
    if (!at.isPhone) await at.page.locator(".minimap").waitFor();
  } },
  { name: "map-menu", go: async (at) => {
    await at.open("saas");
    await at.page.locator("button.card").nth(1).focus();
    await at.page.keyboard.press("Shift+F10");
    await at.page.getByRole("menu").waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "only-what-drives", go: async (at) => {
    await at.open("hospital");
    await at.page.locator('button.card[data-kind="kpi"]').first().focus();
    await at.page.keyboard.press("d");
    await at.page.locator(".cartouche").waitFor();
  } },
  { name: "outline", languages: true, contrast: true, go: async (at) => {
    await at.open("hospital");
    await at.screen("screen.outline");
    await at.page.locator(".sheet .td").first().waitFor();
  } },
  { name: "outline-menu", go: async (at) => {
    await at.open("hospital");
    await at.screen("screen.outline");
    await at.page.locator(".sheet .td").nth(3).click({ button: "right" });
    await at.page.getByRole("menu").waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "outline-link", go: async (at) => {
    await at.open("hospital");
    await at.screen("screen.outline");
    await at.page.locator(".sheet .td").nth(3).click();
    await at.page.keyboard.press("Alt+l");
    await at.dialog().waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "outline-empty", go: async (at) => {
    await at.blank();
    await at.screen("screen.outline");
    await at.page.locator(".outline-empty").waitFor();
  } },
  { name: "brief", languages: true, contrast: true, print: true, go: async (at) => {
    await at.open("retail");
    await at.screen("screen.brief");
    await at.page.locator(".brief h1").waitFor();
  } },
  { name: "more-menu", go: async (at) => {
    await at.open("saas");
    await at.button("more.label").click();
    await at.page.locator(".leaf").waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "palette", go: async (at) => {
    await at.open("hospital");
    await at.page.keyboard.press("Control+k");
    await at.page.locator(".palette input").waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "palette-typed", go: async (at) => {
    await at.open("hospital");
    await at.page.keyboard.press("Control+k");
    await at.page.locator(".palette input").fill("ma");
    await at.page.locator(".palette").getByRole("option").first().waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "keys", languages: true, go: async (at) => {
    await at.open("saas");
    await at.page.keyboard.press("?");
    await at.dialog().waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "refusal", go: async (at) => {
    await at.open("saas");
    await at.paste("Churn\t4");
    await at.page.locator(".message").waitFor();
  } },
  { name: "share-first", go: async (at) => {
    await at.open("saas");
    await at.button("share.button").click();
    await at.dialog().waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "share-owner-key", go: async (at) => {
    await at.open("saas");
    await at.button("share.button").click();
    await at.button("share.first").click();
    await at.dialog().locator(".secret").waitFor();
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "share", contrast: true, languages: true, go: async (at) => {
    await at.open("saas");
    await at.button("share.button").click();
    const link = at.dialog().getByLabel(at.say("share.link"), { exact: true });
    const first = at.button("share.first");
    await link.or(first).first().waitFor();
    if (await first.isVisible()) await first.click();
    await link.waitFor();
    // The radio itself is drawn by its label.
    await at.dialog().getByLabel(at.say("role.view"), { exact: true }).first().check({ force: true });
  }, after: (at) => at.page.keyboard.press("Escape") },
  { name: "nowhere", go: async (at) => {
    await at.page.evaluate(() => (location.hash = "#/elsewhere"));
    await at.page.locator(".standstill").waitFor();
  } },
  { name: "unavailable", go: async (at) => {
    await at.page.evaluate((hash) => (location.hash = hash), `#/w/${NOBODYS}`);
    await at.page.getByRole("heading", { name: at.say("unavailable.title") }).waitFor();
  } },
  { name: "waiting", go: async (at) => {
    await at.home();
    // Nobody can be asked for it.
    await at.page.context().setOffline(true);
    await at.page.evaluate((hash) => (location.hash = hash), `#/w/${NOBODYS}`);
    await at.page.getByRole("heading", { name: at.say("waiting.title") }).waitFor();
    await at.page.getByText(at.say("calling.said")).waitFor();
  }, after: (at) => at.page.context().setOffline(false) },
  { name: "crash", languages: true, last: true, go: async (at) => {
    await at.open("saas");
    await at.page.evaluate(() => {
      const script = document.createElement("script");
      script.src = "rescue.js";
      script.dataset.details = "panicked at src/views/map/atlas.rs:120:9: a card that isn't there";
      document.body.append(script);
    });
    await at.page.locator("#crash").waitFor();
  } },
];
