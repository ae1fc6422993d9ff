// A workspace as a person sees and works it, on one page.

import { downloaded } from "./browser.mjs";

/** How soon a colleague's edit has to be on the screen, in milliseconds. */
export const SOON = 1_000;
/** How long an act of the test's own may take on a slow machine. */
const PATIENCE = 20_000;

export class Workspace {
  constructor(device, page) {
    this.device = device;
    this.page = page;
  }

  /** Opens an address: Home, or a workspace by its link. */
  static async open(device, address) {
    const page = await device.page();
    await page.goto(address);
    return new Workspace(device, page);
  }

  /** Makes a blank workspace from Home, and says who one is. */
  static async blank(device, address) {
    const workspace = await Workspace.open(device, address);
    await workspace.page.getByRole("button", { name: "New workspace" }).click();
    await workspace.introduce(device.name);
    return workspace;
  }

  /** Makes a workspace of a worked case from Home; who one is stays to be said. */
  static async worked(device, address, name = "Retention looks fine") {
    const workspace = await Workspace.open(device, address);
    await workspace.page.locator(".templates").getByRole("button", { name }).click();
    return workspace;
  }

  /** Leaves "Who are you?" for later. */
  async putOff({ timeout = PATIENCE } = {}) {
    // Asked for within its dialog: a template of Home has the word in its text.
    const dialog = this.page.getByRole("dialog", { name: "Who are you?" });
    await dialog.getByRole("button", { name: "Later" }).click({ timeout });
    await dialog.waitFor({ state: "hidden" });
  }

  /** Answers "Who are you?". */
  async introduce(name) {
    const dialog = this.page.getByRole("dialog", { name: "Who are you?" });
    await dialog.getByLabel("Your name").fill(name);
    await dialog.getByRole("button", { name: "Add me" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** The map's stage. */
  get stage() {
    return this.page.locator(".stage");
  }

  /** The card with this title. */
  card(title) {
    return this.page.locator("button.card").filter({ hasText: title });
  }

  /** Adds a node from the toolbar, and types its title on the card. */
  async add(kind, title) {
    await this.page.getByRole("button", { name: kind, exact: true }).click();
    const field = this.page.locator(".title-editor").getByRole("textbox");
    await field.waitFor();
    await this.page.keyboard.type(title);
    await this.page.keyboard.press("Enter");
    await this.card(title).waitFor();
  }

  /** Selects a card and waits for the inspector to show it. */
  async select(title) {
    await this.card(title).click();
    await this.inspector.getByRole("textbox", { name: "Title" }).waitFor();
  }

  /** Opens a part of the inspector, unless it is open. */
  async openPart(title) {
    const part = this.inspector.locator("details.part").filter({ has: this.page.getByRole("heading", { name: title }) });
    await part.waitFor();
    if ((await part.getAttribute("open")) === null) await part.locator("summary").first().click();
    await part.locator(".inside").waitFor();
  }

  /** Opens all that the inspector can show. */
  async openEveryPart() {
    await this.inspector.locator("details.part").first().waitFor();
    await this.inspector.evaluate((inspector) => {
      for (const closed of inspector.querySelectorAll("details.part:not([open]) > summary")) closed.click();
    });
    await this.inspector.locator("details.part:not([open])").first().waitFor({ state: "detached" });
  }

  get inspector() {
    return this.page.getByRole("complementary", { name: "Inspector" });
  }

  /** The one line that says whether the work is safe and where it is. */
  get standing() {
    return this.page.locator(".sync");
  }

  /** Waits until the status line says this. */
  async stands(words, timeout = PATIENCE) {
    await this.standing.filter({ hasText: words }).waitFor({ timeout });
  }

  /** The link that Share gives. */
  async link() {
    await this.page.getByRole("button", { name: "Share" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Share this workspace" });
    const link = await dialog.getByLabel("Link", { exact: true }).inputValue();
    await this.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    return link;
  }

  /** The whole document, as the person would export it. */
  async tree() {
    return JSON.parse(
      await downloaded(this.page, async () => {
        await this.page.getByRole("button", { name: "Export and settings" }).click();
        await this.page.getByRole("button", { name: /Export as JSON/ }).click();
      }),
    );
  }

  /** The node with this title in the document. */
  async node(title) {
    const { nodes = {} } = await this.tree();
    return Object.values(nodes).find((node) => node.title === title);
  }

  /** Reads the document until it is as wanted, and returns it. */
  async until(wanted, what) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const tree = await this.tree();
      if (wanted(tree)) return tree;
      if (Date.now() > end) throw new Error(`${this.device.name} waited in vain until ${what}: ${JSON.stringify(tree)}`);
    }
  }
}

/** The titles of all nodes that aren't deleted, in order. */
export function titles(tree) {
  return Object.values(tree.nodes ?? {})
    .filter((node) => !node.deleted)
    .map((node) => node.title)
    .sort();
}
