// What was published, as its readers meet it: on a plain file server under a sub-path, and as one file.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { Device } from "./browser.mjs";
import { StaticServer } from "./static_server.mjs";
import { Workspace } from "./workspace.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TEMPLATE = new URL("../../public/templates/saas-retention.json", import.meta.url);
const TIMEOUT = { timeout: 240_000 };
const PATH = "/plans/north/";

let folder, out, file, server, vera;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "causeway-published-"));
  out = join(folder, "site");
  file = join(folder, "strategy.json");
  await copyFile(TEMPLATE, file);
  await publish("--out", out, "--sign", join(folder, "key.json"));
  server = await StaticServer.serve(out, PATH);
  vera = await Device.named("Vera");
});

after(async () => {
  await vera?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

test("it opens on the brief under any path, says its age and version, and asks for nothing elsewhere", TIMEOUT, async () => {
  const { page } = await read();
  await page.getByText("Published today").waitFor();
  const line = await page.locator(".published-line").textContent();
  // What people compare is what `base64 -d | sha256sum` says of the key.
  const { key } = JSON.parse(await readFile(join(out, "latest.json"), "utf8"));
  const hash = createHash("sha256").update(Buffer.from(key, "base64")).digest("hex");
  const fingerprint = hash.slice(0, 32).match(/..../g).join(" ");
  assert.match(line, new RegExp(`version 1 · signed with the key ${fingerprint}`));
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.equal(await page.locator(".since").count(), 0);
  assert.deepEqual(server.asked.filter((asked) => !asked.startsWith(PATH)), []);
  assert.ok(!server.asked.some((asked) => /sync|api|sw\.js/.test(asked)), server.asked.join(" "));
});

test("every screen is there, and nothing that edits, syncs or shares", TIMEOUT, async () => {
  const veras = await read();
  const { page } = veras;
  for (const name of ["Share", "Who are you?"]) assert.equal(await page.getByRole("button", { name }).count(), 0, name);
  assert.equal(await page.locator(".sync").count(), 0);
  assert.equal(await page.locator("input, textarea, select").count(), 0);
  await page.getByRole("link", { name: "Map" }).click();
  await veras.card("Net revenue retention").click();
  await veras.inspector.getByRole("heading", { name: "Net revenue retention" }).waitFor();
  assert.match(page.url(), /#\/map\/n\/nrr$/);
  const fields = page.locator(":is(input, textarea, select, [contenteditable]):not(.colour-by *, .period *)");
  assert.equal(await fields.count(), 0);
  const offered = await page.getByRole("button").evaluateAll((all) => all.map((one) => one.ariaLabel ?? one.textContent));
  const edits = offered.filter((name) => /delete|archive|add|undo|redo|record|remove|who are you/i.test(name));
  assert.deepEqual(edits, []);
  await page.getByRole("button", { name: "Signals", exact: true }).click();
  await page.getByRole("complementary", { name: "Signals" }).locator(".finding").first().waitFor();
  await page.getByRole("link", { name: "Outline" }).click();
  await page.locator(".outline-tools").waitFor();
});

test("a reload, Back and a link to a node come to where one was", TIMEOUT, async () => {
  const veras = await read("#/map/n/nrr");
  const { page } = veras;
  await veras.inspector.getByRole("heading", { name: "Net revenue retention" }).waitFor();
  await page.getByRole("link", { name: "Outline" }).click();
  await page.locator(".outline-tools").waitFor();
  await page.reload();
  await page.locator(".outline-tools").waitFor();
  assert.match(page.url(), /#\/outline$/);
  await page.goBack();
  await veras.card("Net revenue retention").waitFor();
});

test("the palette finds nodes and offers only ways of looking", TIMEOUT, async () => {
  const { page } = await read("#/map");
  await page.locator("button.card").first().waitFor();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: /find/i });
  await palette.getByRole("option").first().waitFor();
  const options = await palette.getByRole("option").allTextContents();
  assert.ok(options.length > 5);
  assert.deepEqual(options.filter((name) => /add|delete|rename|undo|redo|paste|duplicate|archive/i.test(name)), []);
  await palette.getByRole("combobox").fill("onboarding");
});

for (const colorScheme of ["light", "dark"]) {
  test(`it has no accessibility violation, ${colorScheme}`, TIMEOUT, async () => {
    const { page } = await read();
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    assert.deepEqual(await violations(page), []);
    await page.getByRole("link", { name: "Map" }).click();
    await page.locator("button.card").first().waitFor();
    assert.deepEqual(await violations(page), []);
  });
}

test("a page that stays open offers a newer version, which says what changed since the last look", TIMEOUT, async () => {
  const page = await vera.page();
  await page.clock.install();
  await read();
  const strategy = JSON.parse(await readFile(file, "utf8"));
  strategy.nodes.referrals = { kind: "driver", title: "Referrals by customers" };
  delete strategy.nodes["cs-leaders"];
  strategy.nodes.onboarding.title = "Days until go-live";
  const { observations } = strategy.nodes.nrr.metric;
  observations[Object.keys(observations).sort().at(-1)].value = 101;
  await writeFile(file, JSON.stringify(strategy));
  await publish("--out", out, "--sign", join(folder, "key.json"));
  await page.clock.fastForward("10:00");
  await page.getByText("A newer version is here.").waitFor();
  await page.getByRole("button", { name: "Show it" }).click();
  const since = page.getByRole("region", { name: /Since you last looked, on .* \(version 1\)/ });
  await since.getByText("One node was added").waitFor();
  for (const said of ["Referrals by customers", "One node is gone", "One new value", "101"]) {
    await since.getByText(said).first().waitFor();
  }
  await since.getByText(/stands? otherwise/).waitFor();
  assert.match(await page.locator(".published-line").textContent(), /version 2/);
  assert.deepEqual(await violations(page), []);
});

test("what changed is told again after a reload, opens on the map, and is put away once it was seen", TIMEOUT, async () => {
  const veras = await read();
  const { page } = veras;
  const since = page.locator(".since");
  await since.getByRole("button", { name: "Referrals by customers" }).click();
  await veras.inspector.getByRole("heading", { name: "Referrals by customers" }).waitFor();
  await page.getByRole("link", { name: "Brief" }).click();
  await since.getByRole("button", { name: "I have seen this" }).click();
  await since.waitFor({ state: "detached" });
  await page.reload();
  await page.locator(".brief h1").waitFor();
  assert.equal(await since.count(), 0);
});

test("an older version than this device has seen is shown with a warning", TIMEOUT, async () => {
  const latest = join(out, "latest.json");
  const newest = await readFile(latest);
  // The first version of this publication again: its snapshot is still there.
  await writeFile(latest, firstLatest);
  const { page } = await read();
  await page.getByRole("alert").getByText("this device has seen version 2").waitFor();
  await page.locator(".brief h1").waitFor();
  assert.equal(await page.locator(".since").count(), 0);
  assert.deepEqual(await violations(page), []);
  await writeFile(latest, newest);
});

test("an expired one is shown with a warning", TIMEOUT, async () => {
  const expired = join(folder, "expired");
  await publish("--out", expired, "--expires", "2026-01-31");
  const old = await StaticServer.serve(expired, "/");
  const page = await vera.page();
  await page.goto(old.address);
  await page.getByRole("alert").getByText("counted as the present state until 31 Jan 2026").waitFor();
  await page.locator(".brief h1").waitFor();
  await old.close();
});

test("a flipped byte is met with a sentence, and nothing of it is shown", TIMEOUT, async () => {
  const { snapshot } = JSON.parse(await readFile(join(out, "latest.json"), "utf8"));
  const path = join(out, snapshot);
  const bytes = await readFile(path);
  const broken = Buffer.from(bytes);
  broken[broken.length >> 1] ^= 1;
  await writeFile(path, broken);
  const page = await vera.page();
  await page.goto("about:blank");
  await page.goto(server.address);
  await page.getByRole("heading", { name: "This is not what was published" }).waitFor();
  await page.getByText("differs from what was published").waitFor();
  assert.equal(await page.locator(".brief, .map, .masthead").count(), 0);
  assert.deepEqual(await violations(page), []);
  await writeFile(path, bytes);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(".brief h1").waitFor();
});

test("a flipped byte in one file is met with a sentence about the file, and nothing of it is shown", TIMEOUT, async () => {
  const single = join(folder, "flipped.html");
  await publish("--single", single);
  const html = await readFile(single, "utf8");
  const begin = html.indexOf(">", html.indexOf('id="causeway-snapshot"')) + 1;
  const at = begin + ((html.indexOf("<", begin) - begin) >> 1);
  await writeFile(single, html.slice(0, at) + (html[at] === "A" ? "B" : "A") + html.slice(at + 1));
  for (const [locale, title, said] of [
    ["en-GB", "This is not what was published", "What this file holds differs from what was published"],
    ["pt-BR", "Isto não é o que foi publicado", "O que este arquivo contém difere do que foi publicado"],
  ]) {
    const reader = await Device.named("Train", { offline: true, locale });
    try {
      const page = await reader.page();
      await page.goto(pathToFileURL(single).href);
      await page.getByRole("heading", { name: title }).waitFor();
      await page.getByRole("alert").getByText(said).waitFor();
      assert.equal(await page.getByText(/server|servidor/).count(), 0);
      assert.equal(await page.locator(".brief, .map, .masthead").count(), 0);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(reader.errors, []);
    } finally {
      await reader.close();
    }
  }
});

test("a version that is not signed any more is not shown where a signed one was", TIMEOUT, async () => {
  const latest = join(out, "latest.json");
  const signed = await readFile(latest, "utf8");
  await writeFile(latest, JSON.stringify({ ...JSON.parse(signed), key: null, signature: null }));
  const page = await vera.page();
  await page.goto("about:blank");
  await page.goto(server.address);
  await page.getByText("What you read here before was signed, and this is not.").waitFor();
  assert.equal(await page.locator(".brief").count(), 0);
  await writeFile(latest, signed);
});

test("it grows old and expires while it stays open", TIMEOUT, async () => {
  const dated = join(folder, "dated");
  const tomorrow = new Date(Date.now() + 24 * 3600_000).toISOString().slice(0, 10);
  await publish("--out", dated, "--expires", tomorrow);
  await elsewhere(dated, async (page, address) => {
    await page.clock.install();
    await page.goto(address);
    await page.getByText("Published today").waitFor();
    assert.equal(await page.getByText("counted as the present state").count(), 0);
    await page.clock.fastForward(2 * 24 * 3600_000);
    await page.getByText("Published 2 days ago").waitFor();
    await page.getByRole("alert").getByText("counted as the present state until").waitFor();
  });
});

test("a newer number without the publisher's signature is not offered, and the publisher's is", TIMEOUT, async () => {
  const key = join(folder, "key.json");
  const watched = join(folder, "watched");
  await publish("--out", watched, "--sign", key);
  const latest = join(watched, "latest.json");
  const first = JSON.parse(await readFile(latest, "utf8"));
  await publish("--out", watched, "--sign", key);
  const second = await readFile(latest, "utf8");
  const forged = [
    { ...first, sequence: 9 },
    { ...first, sequence: 9, key: null, signature: null },
    JSON.parse(await readFile(join(out, "latest.json"), "utf8")),
  ];
  await writeFile(latest, JSON.stringify(first));
  await elsewhere(watched, async (page, address, served) => {
    await page.clock.install();
    await page.goto(address);
    await page.locator(".brief h1").waitFor();
    for (const one of forged) {
      await writeFile(latest, JSON.stringify(one));
      // Once the second answer is here, the page has made up its mind about the first.
      for (let look = 0; look < 2; look += 1) {
        const asked = page.waitForResponse(/latest\.json/);
        await page.clock.fastForward("06:00");
        await (await asked).finished();
      }
      await page.evaluate(() => new Promise(requestAnimationFrame));
      assert.equal(await page.getByText("A newer version is here.").count(), 0, JSON.stringify(one));
    }
    await writeFile(latest, second);
    await page.clock.fastForward("06:00");
    await page.getByText("A newer version is here.").waitFor();
    const looks = served.asked.filter((asked) => asked.endsWith("/latest.json"));
    assert.equal(looks.length, 1 + 2 * forged.length + 1, "as the page opened, twice at each, and once at the publisher's");
  });
});

test("what can't be compared with what was seen before is not shown unless the reader says so", TIMEOUT, async () => {
  await elsewhere(out, async (page, address) => {
    await page.goto(address);
    await page.locator(".brief h1").waitFor();
    await page.addInitScript(() => {
      if (sessionStorage.getItem("reads")) return;
      IDBObjectStore.prototype.get = () => {
        throw new DOMException("torn", "UnknownError");
      };
    });
    await page.reload();
    await page.getByRole("heading", { name: "This can’t be compared with what you read before" }).waitFor();
    assert.equal(await page.locator(".brief, .map, .masthead").count(), 0);
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "Show it all the same" }).click();
    await page.getByRole("alert").getByText("could not be compared with what this device has seen before").waitFor();
    await page.locator(".brief h1").waitFor();
    await page.evaluate(() => sessionStorage.setItem("reads", "again"));
    await page.reload();
    await page.locator(".brief h1").waitFor();
    assert.equal(await page.getByRole("alert").getByText("could not be compared").count(), 0);
  });
});

test("a snapshot that is said to be larger than any is not asked for", TIMEOUT, async () => {
  const huge = join(folder, "huge");
  await publish("--out", huge);
  const latest = join(huge, "latest.json");
  await writeFile(latest, JSON.stringify({ ...JSON.parse(await readFile(latest, "utf8")), size: 20_000_000 }));
  await elsewhere(huge, async (page, address, served) => {
    await page.goto(address);
    await page.getByText("holds no workspace that can be read").waitFor();
    assert.deepEqual(served.asked.filter((asked) => asked.includes("snapshots")), []);
  });
});

test("a snapshot that its server says is larger than was published is not read", TIMEOUT, async () => {
  const grown = join(folder, "grown");
  await publish("--out", grown);
  const { snapshot } = JSON.parse(await readFile(join(grown, "latest.json"), "utf8"));
  await writeFile(join(grown, snapshot), Buffer.alloc(1_000_000));
  await elsewhere(grown, async (page, address) => {
    await page.goto(address);
    await page.getByText("differs from what was published").waitFor();
  });
});

test("a snapshot without an end, whose server says no size, is given up", TIMEOUT, async () => {
  const endless = join(folder, "endless");
  await publish("--out", endless);
  await elsewhere(endless, async (page, address, served) => {
    const givenUp = new Promise((resolve) => {
      served.instead = (name, response) => {
        if (!name.startsWith("snapshots/")) return false;
        const goOn = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        };
        response.on("drain", goOn).on("close", resolve);
        goOn();
        return true;
      };
    });
    await page.goto(address);
    await page.getByText("differs from what was published").waitFor();
    await givenUp;
  });
});

test("one file remembers nothing on a server either, where others can lie beside it", TIMEOUT, async () => {
  const files = join(folder, "files");
  await mkdir(files);
  await publish("--single", join(files, "index.html"));
  await elsewhere(files, async (page, address) => {
    await page.goto(address);
    await page.locator(".brief h1").waitFor();
    assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  });
});

test("one file opens by a double click with the network cut, and nothing can be edited", TIMEOUT, async () => {
  const single = join(folder, "strategy.html");
  await publish("--single", single);
  const device = await Device.named("Train", { offline: true });
  try {
    const page = await device.page();
    await page.goto(pathToFileURL(single).href);
    await page.locator(".brief h1").waitFor();
    await page.getByText("Published today").waitFor();
    await page.getByRole("link", { name: "Map" }).click();
    await page.locator("button.card").first().waitFor();
    await page.getByRole("button", { name: "Signals", exact: true }).click();
    await page.getByRole("complementary", { name: "Signals" }).locator(".finding").first().waitFor();
    assert.equal(await page.getByRole("button", { name: "Share" }).count(), 0);
    await page.reload();
    await page.locator("button.card").first().waitFor();
    assert.deepEqual(device.errors, []);
  } finally {
    await device.close();
  }
});

test("nobody's console has an error", () => assert.deepEqual(vera.errors, []));

/** The `latest.json` of the first version. */
let firstLatest;

async function publish(...words) {
  await promisify(execFile)(process.env.CAUSEWAY_BIN, ["publish", file, ...words]);
  firstLatest ??= await readFile(join(out, "latest.json"), "utf8");
}

/** Reads what lies in a folder on a device that has never read anything. */
async function elsewhere(folder, reads) {
  const served = await StaticServer.serve(folder, "/");
  const reader = await Device.named("Ida");
  try {
    await reads(await reader.page(), served.address, served);
    assert.deepEqual(reader.errors, []);
  } finally {
    await reader.close();
    await served.close();
  }
}

/** Opens the publication anew, on its first screen or at an address in it. */
async function read(hash = "") {
  const page = await vera.page();
  await page.goto("about:blank");
  await page.goto(server.address + hash);
  await page.locator(".masthead").waitFor();
  if (!hash) await page.locator(".brief h1").waitFor();
  return new Workspace(vera, page);
}

async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary ?? ""}`);
}
