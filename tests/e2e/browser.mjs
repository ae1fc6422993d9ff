// Real Chromium profiles, each a person's device of its own.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

/** How Chromium is started: nothing of its own on the network. */
export function chromiumOptions() {
  return {
    executablePath: process.env.CAUSEWAY_CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}

/** Has a page behave as where the tour was taken already. */
function skipTour() {
  try {
    if (!localStorage.getItem("causeway.tour")) localStorage.setItem("causeway.tour", "over");
  } catch {
    // A page without storage shows what it shows.
  }
}

/** One person's device: a profile that outlives its pages, with everything said on its console. */
export class Device {
  constructor(name, context, folder) {
    this.name = name;
    this.context = context;
    this.folder = folder;
    /** Errors on the console and uncaught ones, but for the network's, which tests cut on purpose. */
    this.errors = [];
    context.on("weberror", (error) => this.errors.push(String(error.error())));
    context.on("console", (message) => {
      if (message.type() !== "error") return;
      if (/net::ERR_|WebSocket connection|Failed to fetch/.test(message.text())) return;
      this.errors.push(message.text());
    });
  }

  /** Somebody's device. It has taken the tour already, unless a test is about that. */
  static async named(name, { tour = false, ...options } = {}) {
    const folder = await mkdtemp(join(tmpdir(), `causeway-${name}-`));
    const context = await chromium.launchPersistentContext(folder, {
      ...chromiumOptions(),
      viewport: { width: 1280, height: 800 },
      acceptDownloads: true,
      locale: "en-GB",
      ...options,
    });
    context.setDefaultTimeout(20_000);
    if (!tour) await context.addInitScript(skipTour);
    return new Device(name, context, folder);
  }

  /** A device that shares its browser's process with others, and nothing that it keeps: many fit on one machine. Its tour was taken. */
  static async within(browser, name) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      acceptDownloads: true,
      locale: "en-GB",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    context.setDefaultTimeout(20_000);
    await context.addInitScript(skipTour);
    return new Device(name, context, null);
  }

  async page() {
    return this.context.pages()[0] ?? (await this.context.newPage());
  }

  /** Closes every page; the profile stays. */
  async leave() {
    const blank = await this.context.newPage();
    await Promise.all(this.context.pages().filter((page) => page !== blank).map((page) => page.close()));
  }

  async close() {
    await this.context.close();
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }
}

/** The text of what `act` downloads. */
export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFile(await download.path(), "utf8");
}
