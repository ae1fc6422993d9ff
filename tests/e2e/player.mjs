// A person who works a map with real keys and a real pointer, drawn from a seed: what they do can be played again.

/** Numbers between 0 and 1 from a seed, always the same. */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The words in a title that players typed. */
const wordsOf = (title) => title.match(/\b[a-z]\d+x\b/g) ?? [];

/** More cards than this, and some are deleted rather than added. */
const MANY = 45;

export class Player {
  /** Every word that was typed, and isn't deleted since. */
  words = new Set();
  /** What was done so far, to be read after a failure. */
  log = [];
  done = 0;
  #count = 0;

  /** A gentle player neither deletes nor takes back. All type in their own cards: what two type in one is another test. */
  constructor(workspace, name, seed, gentle = false) {
    this.gentle = gentle;
    this.workspace = workspace;
    this.page = workspace.page;
    this.name = name;
    this.random = dice(seed);
  }

  /** Whether only this player types in a title. One that is still empty is being typed by whoever made the card. */
  #isMine(title) {
    const words = wordsOf(title);
    return words.length > 0 && words.every((word) => word.startsWith(this.name));
  }

  #under = (most) => Math.floor(this.random() * most);
  #one = (of) => of[this.#under(of.length)];

  /** Makes the first card. */
  async begin() {
    await this.page.getByRole("button", { name: "KPI", exact: true }).click();
    await this.#title();
  }

  /** Does one thing after the other until so many actions are done. */
  async play(actions) {
    const end = this.done + actions;
    while (this.done < end) await this.#act();
  }

  async #act() {
    const cards = await this.#cards();
    const chosen = cards.filter(({ pressed }) => pressed);
    if (chosen.length !== 1) {
      await this.#keys(["Escape", "Home"], "go to the first card");
      return;
    }
    const many = cards.length > MANY;
    const [{ title }] = chosen;
    const isMine = this.#isMine(title);
    const acts = [
      [many ? 0 : 14, () => this.#grow("Tab")],
      [many ? 0 : 8, () => this.#grow("Enter")],
      [isMine ? 16 : 0, () => this.#retitle()],
      [20, () => this.#keys([this.#one(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"])], "walk")],
      [12, () => this.#keys([`Alt+${this.#one(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"])}`], "nudge")],
      [10, () => this.#drag(this.#one(cards.filter(({ inside }) => inside)))],
      [8, () => this.#link(cards.filter(({ inside }) => inside))],
      // A colleague's card is theirs to delete.
      [!isMine || this.gentle || cards.length < 4 ? 0 : many ? 30 : 4, () => this.#delete(title)],
      [this.gentle ? 0 : 8, () => this.#backAndForth(1 + this.#under(3))],
      [many ? 0 : 2, () => this.#keys(["Control+d"], "duplicate")],
      [many ? 0 : 2, () => this.#keys(["Control+c", "Control+v"], "copy and paste")],
      [3, () => this.#frame()],
      [4, () => this.#keys(["l", this.#one(["]", "[", "s"]), "ArrowRight"], "weigh a link")],
      [3, () => this.#keys([this.#one(["+", "-", "1", "m"])], "look")],
      [1, () => this.#keys([".", "a"], "fold and unfold")],
      [1, () => this.#ask()],
      [this.gentle ? 0 : 2, () => this.#outline()],
    ];
    let at = this.random() * acts.reduce((sum, [weight]) => sum + weight, 0);
    const [, act] = acts.find(([weight]) => (at -= weight) < 0);
    await act();
  }

  /** What the page shows, for who reads of a failure. */
  seen() {
    const look = () => {
      const texts = (what) => [...document.querySelectorAll(what)].map((found) => found.textContent).filter(Boolean);
      const active = document.activeElement?.cloneNode(false).outerHTML;
      const fields = [...document.querySelectorAll(".title-editor textarea")].map((field) => field.value);
      const chosen = texts("button.card[aria-pressed=true] .name");
      return JSON.stringify({ active, fields, chosen, says: texts(".message p, [role=status]") });
    };
    return this.page.evaluate(look).catch(String);
  }

  /** What is on the map: each card's middle and size on the screen, whether it is chosen, and its title. */
  #cards() {
    return this.page.evaluate(() => {
      const stage = document.querySelector(".stage").getBoundingClientRect();
      // What floats over the rim of the map would catch the pointer.
      const [left, right, top, bottom] = [stage.left + 90, stage.right - 90, stage.top + 90, stage.bottom - 110];
      return [...document.querySelectorAll("button.card")].map((card) => {
        const { x, y, width, height } = card.getBoundingClientRect();
        const inside = x > left && x + width < right && y > top && y + height < bottom;
        const title = card.querySelector(".name").textContent;
        return { x: x + width / 2, y: y + height / 2, width, inside, title, pressed: card.ariaPressed === "true" };
      });
    });
  }

  #note(what, actions) {
    this.log.push(what);
    this.done += actions;
  }

  async #keys(keys, what) {
    for (const key of keys) await this.page.keyboard.press(key);
    this.#note(`${what}: ${keys.join(" ")}`, keys.length);
  }

  /** Types a word that nobody else types into the open editor, letter by letter, and leaves it. */
  async #title() {
    await this.page.locator(".title-editor textarea").and(this.page.locator(":focus")).waitFor();
    // A long title takes several lines: its end is not the end of the line.
    await this.page.keyboard.press("Control+End");
    const word = await this.#type();
    await this.page.keyboard.press("Enter");
    this.#note(`type ${word}`, 1);
  }

  async #type() {
    const word = `${this.name}${(this.#count += 1)}x`;
    await this.page.keyboard.type(` ${word}`);
    this.words.add(word);
    return word;
  }

  async #grow(key) {
    await this.#keys([key], "grow");
    await this.#title();
  }

  async #retitle() {
    await this.#keys(["F2"], "retitle");
    await this.#title();
  }

  async #pull(from, to, what) {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 2 });
    await mouse.move(to.x, to.y);
    await mouse.up();
    this.#note(what, 1);
  }

  async #drag(card) {
    if (!card) return this.#keys(["1"], "look");
    const by = () => (this.random() - 0.5) * 160;
    await this.#pull(card, { x: card.x + by(), y: card.y + by() }, `drag ${card.title}`);
  }

  async #link(cards) {
    if (cards.length < 2) return this.#keys(["1"], "look");
    const [from, to] = [this.#one(cards), this.#one(cards)];
    await this.#pull({ x: from.x + from.width / 2, y: from.y }, to, `link ${from.title} to ${to.title}`);
  }

  /** Deletes the chosen card, and sometimes brings it back. */
  async #delete(title) {
    await this.#keys(["Delete"], `delete ${title}`);
    if (this.random() < 0.4) {
      await this.#keys(["Control+z"], "bring it back");
    } else {
      for (const word of wordsOf(title)) this.words.delete(word);
    }
  }

  /** Takes steps back and takes them again: what was there is there. */
  async #backAndForth(times) {
    await this.#keys(Array(times).fill("Control+z"), "take back");
    await this.#keys(Array(times).fill("Control+Shift+Z"), "take again");
  }

  async #frame() {
    const box = await this.workspace.stage.boundingBox();
    const corner = { x: box.x + 14, y: box.y + box.height - 120 };
    await this.page.keyboard.down("Shift");
    await this.#pull(corner, { x: corner.x + 300 * this.random(), y: corner.y - 250 * this.random() }, "draw a frame");
    await this.page.keyboard.up("Shift");
  }

  async #ask() {
    await this.page.keyboard.press("Control+k");
    await this.page.getByRole("combobox", { name: "Find or do anything" }).waitFor();
    await this.page.keyboard.type("show the whole map");
    await this.page.keyboard.press("Enter");
    await this.page.getByRole("dialog").waitFor({ state: "detached" });
    this.#note("ask the palette", 2);
  }

  /** Types behind what stands in a cell of the outline, and comes back to the map. */
  async #outline() {
    await this.page.getByRole("link", { name: "Outline" }).click();
    const rows = this.page.locator(".sheet .rows-of > [role=row]");
    await rows.first().waitFor();
    const found = await rows.evaluateAll((rows) => rows.slice(0, 12).map((row) => row.querySelector(".td .text").textContent));
    const mine = [...found.keys()].filter((at) => this.#isMine(found[at]));
    let word = "nothing";
    if (mine.length > 0) {
      await rows.nth(this.#one(mine)).getByRole("gridcell").first().click();
      await this.page.keyboard.press("F2");
      await this.page.locator(".sheet .input").and(this.page.locator(":focus")).waitFor();
      word = await this.#type();
      await this.page.keyboard.press("Enter");
      await this.page.locator(".sheet .input").waitFor({ state: "detached" });
    }
    await this.page.getByRole("link", { name: "Map", exact: true }).click();
    await this.page.locator("button.card").first().waitFor();
    await this.workspace.stage.focus();
    await this.page.keyboard.press("Home");
    this.#note(`type ${word} in the outline`, 4);
  }
}
