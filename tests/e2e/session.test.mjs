// A long session: one person does five hundred things on a map, another works there as well, and
// the relay is killed in the middle. In the end all have the same document, with every word that was typed.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { chromium } from "playwright-core";

import { Device, chromiumOptions } from "./browser.mjs";
import { Player } from "./player.mjs";
import { Relay } from "./relay.mjs";
import { Workspace, titles } from "./workspace.mjs";

const ACTIONS = 500;
// Five browsers draw on two cores what one of them does: CAUSEWAY_ACTIONS=500 has them see all of it.
const AMONG_FIVE = Number(process.env.CAUSEWAY_ACTIONS ?? 60);
const TIMEOUT = { timeout: 600_000 };
// Another session with another CAUSEWAY_SEED.
const SEED = Number(process.env.CAUSEWAY_SEED ?? 20_261_130);

const relay = await Relay.start();
const browser = await chromium.launch(chromiumOptions());
after(async () => {
  await browser.close();
  await relay.remove();
});

test("two people in one workspace end with the same document after five hundred actions", TIMEOUT, () =>
  replayed(SEED, ["ana", "ben"], ACTIONS));

test("so do five, of whom three watch and one follows", TIMEOUT, () =>
  replayed(SEED + 1, ["ana", "ben", "cleo", "dora", "eva"], AMONG_FIVE));

/** Plays a session, and says the seed and the last steps if it fails. */
async function replayed(seed, names, actions) {
  const devices = await Promise.all(names.map((name) => Device.within(browser, name)));
  let player;
  try {
    const workspaces = await gathered(devices);
    player = new Player(workspaces[0], "a", seed);
    await session(player, workspaces, seed, actions);
  } catch (error) {
    const steps = player ? `${player.done} actions, of which the last: ${player.log.slice(-25).join("; ")}\n${await player.seen()}` : "none";
    throw new Error(`CAUSEWAY_SEED=${seed}, ${steps}\n${error.stack}`, { cause: error });
  } finally {
    await Promise.all(devices.map((device) => device.close()));
  }
}

/** One workspace on all devices. */
async function gathered([first, ...rest]) {
  const opened = await Workspace.blank(first, relay.address);
  const link = await opened.link();
  const joined = rest.map(async (device) => {
    const workspace = await Workspace.open(device, link);
    await workspace.introduce(device.name);
    return workspace;
  });
  return [opened, ...(await Promise.all(joined))];
}

async function session(player, workspaces, seed, actions) {
  const beside = new Player(workspaces[1], "b", seed + 7, true);
  await player.begin();
  await beside.begin();

  // The other goes on at their own pace, for as long as this one plays.
  let isOver = false;
  const other = (async () => {
    while (!isOver) await beside.play(1);
  })();
  const played = (async () => {
    await player.play(actions / 2);
    await relay.kill();
    await player.play(actions / 10);
    await relay.start();
    await player.play(actions - player.done);
  })();
  // Together, so that what stops this one is told, and not what the other meets after it.
  await Promise.all([played.finally(() => (isOver = true)), other]);

  const trees = await agreed(workspaces);
  const text = titles(trees[0]).join(" ");
  const typed = [...player.words, ...beside.words];
  const missing = typed.filter((word) => !text.split(" ").includes(word)).map((word) => `${word}: ${whereabouts(trees[0], word)}`);
  assert.deepEqual(missing, [], `every word that was typed is there; ${player.log.join("; ")}`);
  assert.deepEqual(workspaces.flatMap(({ device }) => device.errors), [], "nobody's console has an error");
}

/** What became of a word that is on no card. */
function whereabouts({ nodes }, word) {
  const found = Object.values(nodes).find(({ title }) => JSON.stringify(title ?? "").includes(word));
  return found ? `on a card that was deleted by ${found.deleted?.by ?? "nobody"}` : "in no title";
}

/** The documents, once they are all the same. */
async function agreed(workspaces) {
  await Promise.all(workspaces.map((workspace) => workspace.stands("synced")));
  const end = Date.now() + 20_000;
  for (;;) {
    const trees = await Promise.all(workspaces.map((workspace) => workspace.tree()));
    const isOne = trees.every((tree) => JSON.stringify(tree) === JSON.stringify(trees[0]));
    if (isOne) return trees;
    if (Date.now() > end) for (const tree of trees) assert.deepEqual(tree, trees[0], "the documents differ");
  }
}
