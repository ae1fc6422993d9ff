// Workspaces as files: an Automerge document comes in, is edited, and goes out with all that was in it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { alone } from "./alone.mjs";
import { Workspace } from "./workspace.mjs";

const TIMEOUT = { timeout: 120_000 };

const { relay, ana } = await alone();
const folder = await mkdtemp(join(tmpdir(), "causeway-files-"));
after(() => rm(folder, { recursive: true, force: true }));

/** Where a file of this name is. */
const at = (name) => join(folder, name);

/** Writes a file in the form that its ending names. */
const convert = (from, to) => execFileSync(process.env.CAUSEWAY_BIN, ["convert", at(from), at(to)]);

/** Drops a file on the page, as from a folder beside it. */
async function drop(page, name) {
  const bytes = (await readFile(at(name))).toString("base64");
  await page.evaluate(
    ([name, bytes]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name));
      for (const kind of ["dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    [name, bytes],
  );
}

test("a dropped Automerge document is edited and exported, and nothing else in it changes", TIMEOUT, async () => {
  const tree = JSON.parse(await readFile(new URL("../../public/templates/saas-retention.json", import.meta.url), "utf8"));
  tree["x-plan"] = [1, null, { deep: [true, {}] }];
  tree.nodes.nrr["x-note"] = { of: ["analyst", null] };
  tree.nodes.nrr.metric["x-precision"] = { digits: 2 };
  await writeFile(at("a.json"), JSON.stringify(tree));
  convert("a.json", "a.automerge");

  const workspace = await Workspace.open(ana, relay.address);
  const { page } = workspace;
  await page.getByRole("button", { name: "New workspace" }).waitFor();
  await drop(page, "a.automerge");
  await workspace.putOff();
  await workspace.select("Net revenue retention");
  const title = workspace.inspector.getByRole("textbox", { name: "Title" });
  await title.press("End");
  await page.keyboard.type(" in euros");
  await workspace.card("Net revenue retention in euros").waitFor();

  await page.getByRole("button", { name: "Export and settings" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /Export as Automerge/ }).click(),
  ]);
  assert.match(download.suggestedFilename(), /\.automerge$/);
  await download.saveAs(at("b.automerge"));
  convert("b.automerge", "b.json");
  tree.nodes.nrr.title = "Net revenue retention in euros";
  assert.deepEqual(JSON.parse(await readFile(at("b.json"), "utf8")), tree);
});

test("bytes of no kind are refused, and the page goes on", TIMEOUT, async () => {
  const { page } = await Workspace.open(ana, relay.address);
  await page.getByRole("button", { name: "New workspace" }).waitFor();
  await writeFile(at("c.automerge"), "\u0085oJ\u0083 no document");
  await drop(page, "c.automerge");
  await page.getByRole("alert").filter({ hasText: "c.automerge" }).waitFor();
  await page.getByRole("button", { name: "New workspace" }).click();
  await page.getByRole("dialog", { name: "Who are you?" }).waitFor();
});

test("nobody's console has an error", () => assert.deepEqual(ana.errors, []));
