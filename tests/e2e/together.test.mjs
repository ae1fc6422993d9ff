// Two people co-edit a causal map, one goes offline, the relay dies: nothing is lost.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Device } from "./browser.mjs";
import { Relay } from "./relay.mjs";
import { SOON, Workspace, titles } from "./workspace.mjs";

let relay, ana, ben, cleo;

before(async () => {
  relay = await Relay.start();
  ana = await Device.named("Ana");
  ben = await Device.named("Ben");
});

after(async () => {
  await Promise.all([ana, ben, cleo].map((device) => device?.close()));
  await relay?.remove();
});

test("two people build one map, lose the relay, and lose nothing", { timeout: 240_000 }, async (t) => {
  let anas, bens, link;

  await t.test("a second browser sees the same map and every edit within a second", async () => {
    anas = await Workspace.blank(ana, relay.address);
    await anas.add("Objective", "Grow");
    await anas.add("KPI", "Retention");
    link = await anas.link();
    bens = await Workspace.open(ben, link);
    await bens.introduce("Ben");
    await bens.card("Retention").waitFor();
    await anas.add("Driver", "Onboarding");
    await bens.card("Onboarding").waitFor({ timeout: SOON });
    assert.deepEqual(titles(await bens.tree()), titles(await anas.tree()));
  });

  await t.test("each sees the other's cursor and selection with a name", async () => {
    const stage = await anas.stage.boundingBox();
    await anas.page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2);
    await anas.page.mouse.move(stage.x + stage.width / 2 + 30, stage.y + stage.height / 2 + 30);
    await bens.page.locator(".cursor").waitFor({ state: "attached", timeout: SOON });
    await anas.select("Retention");
    await bens.page.locator(".tag", { hasText: "Ana" }).first().waitFor({ timeout: SOON });
    await bens.stands("1 other here");
  });

  await t.test("two long phrases typed into one title while cut off both survive in one piece", async () => {
    await anas.stands("synced");
    await bens.stands("synced");
    await relay.kill();
    const ours = "what the sales team promised in spring 1";
    const theirs = "how long the first invoice takes to pay2";
    assert.equal(ours.length, 40);
    assert.equal(theirs.length, 40);
    for (const [workspace, phrase] of [[anas, ours], [bens, theirs]]) {
      await workspace.select("Onboarding");
      await workspace.inspector.getByRole("textbox", { name: "Title" }).press("End");
      await workspace.page.keyboard.type(` ${phrase}`);
      await workspace.stands("Offline");
    }
    await relay.start();
    for (const workspace of [anas, bens]) {
      const tree = await workspace.until(
        (tree) => titles(tree).some((title) => title.includes(ours) && title.includes(theirs)),
        "both phrases are in one title",
      );
      assert.equal(titles(tree).length, 3);
    }
  });

  await t.test("edits without a relay survive a reload and meet when it is back", async () => {
    await anas.stands("synced");
    await bens.stands("synced");
    await relay.kill();
    await anas.add("KPI", "Made by Ana alone");
    await bens.add("KPI", "Made by Ben alone");
    // Not one a letter: a card, and its title, in as many steps as there were pauses.
    await anas.stands(/Offline: [1-4] changes? will sync/);
    await bens.page.reload();
    await bens.card("Made by Ben alone").waitFor();
    await bens.stands(/Offline: [1-4] changes? will sync/);
    await relay.start();
    await anas.card("Made by Ben alone").waitFor();
    await bens.card("Made by Ana alone").waitFor();
    assert.deepEqual(await bens.tree(), await anas.tree());
  });

  await t.test("a third browser that joins later has everything", async () => {
    cleo = await Device.named("Cleo");
    const cleos = await Workspace.open(cleo, link);
    await cleos.introduce("Cleo");
    await cleos.card("Made by Ana alone").waitFor();
    await cleos.stands("synced");
    await anas.until((tree) => Object.keys(tree.people ?? {}).length === 3, "Cleo is among the people");
    assert.deepEqual(await cleos.tree(), await anas.tree());
  });

  await t.test("after everybody left and the relay was killed, everything is there", async () => {
    await anas.stands("synced");
    const before = await anas.tree();
    await Promise.all([ana, ben, cleo].map((device) => device.leave()));
    await relay.kill();
    await relay.start();
    const dora = await Device.named("Dora");
    const doras = await Workspace.open(dora, link);
    await doras.putOff();
    await doras.card("Made by Ana alone").waitFor();
    assert.deepEqual(await doras.tree(), before);
    await dora.close();
  });

  await t.test("nobody's console has an error", () => {
    assert.deepEqual([ana.errors, ben.errors, cleo.errors], [[], [], []]);
  });
});
