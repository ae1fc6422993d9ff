// Publishing from Share: a folder for any server or one file, again and again, without a network too.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

import { alone } from "./alone.mjs";
import { Device } from "./browser.mjs";
import { takenApart, waysOf } from "./chunk.mjs";
import { StaticServer } from "./static_server.mjs";
import { Workspace } from "./workspace.mjs";
import { unpack, unzipped } from "./zip.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TIMEOUT = { timeout: 240_000 };

const { relay, ana } = await alone();
const folder = await mkdtemp(join(tmpdir(), "causeway-publishing-"));
after(() => rm(folder, { recursive: true, force: true }));
const site = join(folder, "site");

const workspace = await Workspace.worked(ana, relay.address);
const { page } = workspace;
await workspace.introduce("Ana");
await workspace.card("Net revenue retention").waitFor();
const ids = await idsOfTheWorkspace();

test("the menu leads to publishing as well", TIMEOUT, async () => {
  await page.getByRole("button", { name: "Export and settings" }).click();
  await page.getByRole("button", { name: "Publish for reading" }).click();
  await dialog().getByText("This will be version 1 of a new publication.").waitFor();
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "hidden" });
});

test("an open relay has no link that only reads, and Share offers to publish", TIMEOUT, async () => {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const share = page.getByRole("dialog", { name: "Share this workspace" });
  await share.getByText("there is no link that only lets read").waitFor();
  await share.getByText("If this relay asks for keys one day, links given out now let nobody in there any more").waitFor();
  await share.getByRole("button", { name: "Publish for reading" }).click();
  await dialog().getByText("This will be version 1 of a new publication.").waitFor();
});

for (const colorScheme of ["light", "dark"]) {
  test(`the dialog has no accessibility violation, ${colorScheme}`, TIMEOUT, async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await choose("How much is in it", "With the full history");
    await dialog().getByText("Nothing is left out").waitFor();
    assert.deepEqual(await violations(page), []);
    await choose("How much is in it", "As it is now");
    await dialog().getByText("Left out: the history").waitFor();
    assert.deepEqual(await violations(page), []);
  });
}

test("a folder comes as a zip that any server serves, without the ids of the workspace", TIMEOUT, async () => {
  await choose("People", "Without names");
  await dialog().getByRole("button", { name: "Publish", exact: true }).click();
  await dialog().getByText("may still name somebody").waitFor();
  const zip = await made("Publish all the same");
  await dialog().getByText("Version 1 is made").waitFor();
  await unpack(zip, site);
  const files = unzipped(zip);
  const latest = JSON.parse(files.get("latest.json"));
  assert.equal(latest.sequence, 1);
  assert.equal(latest.key, null);
  const { inflated } = takenApart(files.get(latest.snapshot));
  // Else nothing would be found in it.
  assert.ok(inflated.includes("Net revenue retention") && !files.get(latest.snapshot).includes("Net revenue retention"));
  const all = [...files].filter(([name]) => !/\.(wasm|js|css|woff2|png)$/.test(name)).map(([, bytes]) => bytes);
  assert.deepEqual(held([...all, inflated], ids), []);
  const server = await StaticServer.serve(site, "/north/");
  const vera = await Device.named("Vera");
  try {
    const reader = await vera.page();
    await reader.goto(server.address);
    await reader.locator(".brief").getByText("Grow from the customers we have").first().waitFor();
    await reader.getByText("Published today").waitFor();
    assert.equal(await reader.getByText("Chief executive").count(), 0);
    await reader.getByRole("link", { name: "Map" }).click();
    await reader.locator("button.card").first().waitFor();
    assert.deepEqual(vera.errors, []);
  } finally {
    await vera.close();
    await server.close();
  }
  await page.getByRole("button", { name: "Close" }).last().click();
});

test("publishing again adds a version to what is there, signed from now on, and without a network", TIMEOUT, async () => {
  await page.reload();
  await workspace.card("Net revenue retention").waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.waitForFunction(async () => {
    const pointer = await (await caches.open("causeway-pointer")).keys();
    return pointer.length > 0;
  });
  await open();
  await dialog().getByText("This will be version 2, after version 1").waitFor();
  // What was chosen for the version before is chosen still.
  assert.ok(await dialog().getByRole("group", { name: "People" }).getByLabel("Without names").isChecked());
  await choose("People", "By their names");
  await choose("Signature", "Signed");
  await ana.context.setOffline(true);
  const zip = await made("Publish");
  await ana.context.setOffline(false);
  await unpack(zip, site);
  const latest = JSON.parse(await readFile(join(site, "latest.json"), "utf8"));
  assert.equal(latest.sequence, 2);
  assert.ok(latest.key && latest.signature);
  assert.equal((await readdir(join(site, "snapshots"))).length, 2);
  await dialog().getByText("Older versions stay in the folder snapshots").waitFor();
  await page.getByRole("button", { name: "Close" }).last().click();
});

test("one file opens by a double click with the network cut", TIMEOUT, async () => {
  const ids = await idsOfTheWorkspace();
  await open();
  await choose("What you get", "One HTML file");
  await dialog().getByLabel("Counts as current until").fill("2126-01-31");
  const single = join(folder, "strategy.html");
  const html = await made();
  await writeFile(single, html);
  assert.deepEqual(held([html, takenApart(snapshotIn(html)).inflated], ids), []);
  await page.getByRole("button", { name: "Close" }).last().click();
  const train = await Device.named("Train", { offline: true });
  try {
    const reader = await train.page();
    await reader.goto(pathToFileURL(single).href);
    await reader.locator(".brief h1").waitFor();
    assert.match(await reader.locator(".published-line").textContent(), /version 3 · signed/);
    await reader.getByRole("link", { name: "Map" }).click();
    await reader.locator("button.card").first().waitFor();
    assert.equal(await reader.locator(":is(input, textarea, select):not(.colour-by *)").count(), 0);
    assert.deepEqual(train.errors, []);
  } finally {
    await train.close();
  }
});

test("another device goes on from the file and its key, and warns without the key", TIMEOUT, async () => {
  await open();
  const download = page.waitForEvent("download");
  await dialog().getByRole("button", { name: "Save the key as a file" }).click();
  const key = await readFile(await (await download).path());
  assert.match(String(key), /causeway-publishing-key\/1/);
  await page.keyboard.press("Escape");
  const ben = await Device.named("Ben");
  try {
    const bens = await Workspace.worked(ben, relay.address);
    await bens.introduce("Ben");
    await bens.card("Net revenue retention").waitFor();
    await open(bens.page);
    const bensDialog = dialog(bens.page);
    await bensDialog.getByText("Published before on another device?").click();
    await brings(bens.page, "Choose the earlier version", "strategy.html", await readFile(join(folder, "strategy.html")));
    await bensDialog.getByText("This will be version 4, after version 3").waitFor();
    await bensDialog.getByText("readers who saw it will refuse this one").waitFor();
    await brings(bens.page, "Use a key file", "key.json", Buffer.from("{}"));
    await bensDialog.getByText("That file is no publishing key.").waitFor();
    await brings(bens.page, "Use a key file", "key.json", key);
    await bensDialog.getByText("readers who saw it will refuse this one").waitFor({ state: "detached" });
    assert.deepEqual(ben.errors, []);
  } finally {
    await ben.close();
  }
});

test("it can be cancelled, and then nothing was published", TIMEOUT, async () => {
  await open();
  await dialog().getByText("This will be version 4").waitFor();
  const release = await holdingTheApp();
  await dialog().getByRole("button", { name: "Publish", exact: true }).click();
  await dialog().getByText("Fetching the app’s own files…").waitFor();
  await dialog().getByRole("button", { name: "Cancel" }).click();
  await dialog().getByRole("button", { name: "Publish", exact: true }).waitFor();
  await release();
  await dialog().getByText("This will be version 4").waitFor();
});

test("what a colleague writes while one looks at the texts is looked at as well", TIMEOUT, async () => {
  await page.keyboard.press("Escape");
  await open();
  await choose("People", "Without names");
  await choose("Signature", "Not signed");
  await dialog().getByRole("button", { name: "Publish", exact: true }).click();
  await dialog().getByText("may still name somebody").waitFor();
  const other = await second();
  await other.add("KPI", "Executive dinner");
  await workspace.card("Executive dinner").waitFor({ state: "attached" });
  await dialog().getByRole("button", { name: "Publish all the same" }).click();
  await dialog().locator(".bullets li").first().getByText("Executive dinner").waitFor();
  await other.page.close();
  await dialog().getByRole("button", { name: "Cancel" }).click();
  await choose("People", "By their names");
});

test("a key that another window brings meanwhile is kept, and nothing is handed over under the old one", TIMEOUT, async () => {
  await choose("Signature", "Signed");
  const fingerprint = dialog().getByText(/Fingerprint of the key: [0-9a-f]{4}( [0-9a-f]{4}){7}\./);
  const before = await fingerprint.textContent();
  const release = await holdingTheApp();
  await dialog().getByRole("button", { name: "Publish", exact: true }).click();
  await dialog().getByText("Fetching the app’s own files…").waitFor();
  const other = await second();
  await open(other.page);
  const seed = randomBytes(32).toString("base64");
  const key = JSON.stringify({ format: "causeway-publishing-key/1", seed });
  await brings(other.page, "Use a key file", "key.json", Buffer.from(key));
  await until(async () => JSON.parse((await kept()).key).seed === seed);
  await release();
  await dialog().getByText("Another window published or changed the key meanwhile").waitFor();
  await until(async () => (await fingerprint.textContent()) !== before);
  assert.equal(JSON.parse((await kept()).key).seed, seed);
  assert.equal(JSON.parse((await kept()).latest).sequence, 3);
  await other.page.close();
});

test("a new publication in the place of a signed one is sent to another address", TIMEOUT, async () => {
  await dialog().getByText("If the key is lost, begin a new publication and put it at another address").waitFor();
  await dialog().getByText("Published before on another device?").click();
  await dialog().getByRole("button", { name: "Begin a new publication" }).click();
  await dialog().getByText("Put it at another address: whoever has read the signed one before it would be refused").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
});

test("what was kept and can't be read is set aside and said, and a new key is kept before it signs", TIMEOUT, async () => {
  await keep("{ torn");
  await open();
  await dialog().getByText("It was set aside and is not lost").waitFor();
  await dialog().getByText("This will be version 1 of a new publication.").waitFor();
  assert.equal(await keptText("publishing-aside"), "{ torn");
  assert.deepEqual(await violations(page), []);
  const download = page.waitForEvent("download");
  await dialog().getByRole("button", { name: "Save what was set aside" }).click();
  assert.equal(await readFile(await (await download).path(), "utf8"), "{ torn");
  await choose("Signature", "Signed");
  await until(async () => (await kept())?.choices.is_signed);
  assert.equal((await kept()).key, undefined);
  const release = await holdingTheApp();
  await dialog().getByRole("button", { name: "Publish", exact: true }).click();
  await dialog().getByText("Fetching the app’s own files…").waitFor();
  assert.match((await kept()).key, /causeway-publishing-key\/1/);
  assert.equal((await kept()).latest, undefined);
  await dialog().getByRole("button", { name: "Cancel" }).click();
  await release();
  await page.keyboard.press("Escape");
});

test("a choice that can't be kept holds without a word, and a version that can't be is not handed over", TIMEOUT, async () => {
  await open();
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    window.refusals = 0;
    IDBObjectStore.prototype.put = function (...words) {
      if (!String(words[1]).endsWith("/publishing")) return put.apply(this, words);
      this.transaction.addEventListener("abort", () => (window.refusals += 1));
      throw new DOMException("full", "QuotaExceededError");
    };
    window.makeRoom = () => (IDBObjectStore.prototype.put = put);
  });
  const notKept = dialog().getByText("can’t keep what belongs to publishing now");
  await choose("What you get", "One HTML file");
  await until(() => page.evaluate(() => window.refusals > 0));
  await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.equal(await notKept.count(), 0);
  await dialog().getByRole("button", { name: "Publish", exact: true }).click();
  await notKept.waitFor();
  await page.evaluate(() => window.makeRoom());
  await page.keyboard.press("Escape");
});

test("the full history holds the ids of those who wrote, as its warning says, and not the id that opens the workspace", TIMEOUT, async () => {
  const ids = await idsOfTheWorkspace();
  await open();
  await choose("How much is in it", "With the full history");
  await dialog().getByText("the ids of the workspace and of every device that wrote in it").waitFor();
  await choose("What you get", "One HTML file");
  const html = await made();
  const found = held([html, takenApart(snapshotIn(html)).inflated], ids);
  const writers = (names) => names.filter((name) => name.startsWith("writer"));
  assert.deepEqual(writers(found), writers(ids.map(([name]) => name)));
  assert.deepEqual(found.filter((name) => name.startsWith("document")), []);
  await page.keyboard.press("Escape");
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));

/** The ids that no publication may hold: of the document, and of those who wrote in it, by what they are. */
async function idsOfTheWorkspace() {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export and settings" }).click();
  await page.getByRole("button", { name: /Export as Automerge/ }).click();
  const { actors } = takenApart(await readFile(await (await download).path()));
  // Every document of Causeway begins with the same change of nobody.
  const writers = actors.filter((actor) => actor.toString() !== "causeway/genesis");
  assert.ok(writers.length > 0);
  const document = waysOf(page.url().match(/#\/w\/([^/?]+)/)[1]);
  return [
    ...document.map((way, at) => [`document ${at}`, way]),
    ...writers.map((writer, at) => [`writer ${at}`, writer]),
    ...writers.map((writer, at) => [`letters of writer ${at}`, Buffer.from(writer.toString("hex"))]),
  ];
}

/** Which of these ids are in any of these bytes. */
function held(all, ids) {
  return ids.filter(([, id]) => all.some((bytes) => bytes.includes(id))).map(([name]) => name);
}

/** The snapshot that one file carries. */
function snapshotIn(html) {
  const [, base64] = String(html).match(/<script[^>]* id="causeway-snapshot"[^>]*>([^<]+)</);
  return Buffer.from(base64, "base64");
}

/** Keeps a file of the app back until what this returns is called, whoever would answer for it. */
async function holdingTheApp() {
  await page.evaluate(() => {
    const { fetch } = window;
    const held = new Promise((resolve) => (window.release = () => ((window.fetch = fetch), resolve())));
    window.fetch = async (...asked) => {
      if (/rescue\.js/.test(String(asked[0].url ?? asked[0]))) await held;
      return fetch(...asked);
    };
  });
  return () => page.evaluate(() => window.release());
}

/** The same workspace in another window. */
async function second() {
  const other = new Workspace(ana, await ana.context.newPage());
  await other.page.goto(page.url());
  await other.card("Net revenue retention").waitFor();
  return other;
}

/** What this device keeps of publishing the workspace, as it is written. */
function keptText(ending = "publishing") {
  return onShelf("readonly", "get", nameOnShelf(ending));
}

async function kept() {
  const text = await keptText();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Has this device keep a text in place of that. */
function keep(text) {
  return onShelf("readwrite", "put", text, nameOnShelf("publishing"));
}

function nameOnShelf(ending) {
  return `${page.url().match(/#\/w\/([^/?]+)/)[1]}/${ending}`;
}

/** Does something where this device keeps such texts, and returns what comes of it. */
function onShelf(mode, act, ...words) {
  return page.evaluate(
    ([mode, act, words]) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("causeway");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const shelf = opening.result.transaction("keys", mode).objectStore("keys");
          const asked = shelf[act](...words);
          asked.onsuccess = () => (opening.result.close(), resolve(asked.result));
          asked.onerror = () => reject(asked.error);
        };
      }),
    [mode, act, words],
  );
}

/** Waits for what no element tells of. */
async function until(isSo) {
  const end = Date.now() + 20_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, "it did not come to that");
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

function dialog(of = page) {
  return of.getByRole("dialog", { name: "Publish" });
}

async function open(of = page) {
  await of.getByRole("button", { name: "Share", exact: true }).click();
  await of.getByRole("button", { name: "Publish for reading" }).click();
  await dialog(of).getByRole("button", { name: "Publish", exact: true }).waitFor();
}

async function choose(group, word) {
  // The radio itself is drawn by its label.
  await dialog().getByRole("group", { name: group }).getByLabel(word, { exact: true }).check({ force: true });
}

/** Publishes, and returns the bytes of the file that comes of it. */
async function made(button = "Publish") {
  const download = page.waitForEvent("download");
  await dialog().getByRole("button", { name: button, exact: true }).click();
  const bytes = await readFile(await (await download).path());
  await dialog().getByText(/Version \d+ is made/).waitFor();
  return bytes;
}

async function brings(of, button, name, buffer) {
  const choosing = of.waitForEvent("filechooser");
  await dialog(of).getByRole("button", { name: button }).click();
  await (await choosing).setFiles({ name, mimeType: "application/octet-stream", buffer });
}

async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary ?? ""}`);
}
