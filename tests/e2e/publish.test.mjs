// What a publication may not do, whatever was typed into the workspace and whatever its host is like.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { Device } from "./browser.mjs";

const TEMPLATE = new URL("../../public/templates/saas-retention.json", import.meta.url);
const TIMEOUT = { timeout: 240_000 };
const BREAKING_OUT = "</title></script><script>globalThis.broken = 1</script><img src=x onerror='broken = 2'>";
const LINK = "javascript:broken = 3";

let folder, device;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "causeway-publish-"));
  const strategy = JSON.parse(await readFile(TEMPLATE, "utf8"));
  strategy.title = BREAKING_OUT;
  strategy.summary = LINK;
  for (const node of Object.values(strategy.nodes)) {
    node.title += ` ${BREAKING_OUT}`;
    node.description = `[a link](${LINK}) <a href="${LINK}">another</a> ${BREAKING_OUT}`;
    if (node.metric) node.metric.source = LINK;
  }
  await writeFile(join(folder, "hostile.json"), JSON.stringify(strategy));
  device = await Device.named("Vera");
});

after(async () => {
  await device?.close();
  await rm(folder, { recursive: true, force: true });
});

test("text that would break out of one file stays text, with the network cut", TIMEOUT, async () => {
  const file = join(folder, "hostile.html");
  await publish("--single", file);
  const asked = [];
  const page = await device.page();
  page.on("request", (request) => asked.push(request.url()));
  await device.context.setOffline(true);
  await page.goto(pathToFileURL(file).href);
  await staysText(page);
  await device.context.setOffline(false);
  assert.deepEqual(asked.filter((address) => /^(https?|wss?):/.test(address)), []);
});

test("text that would break out of a folder stays text, on a host that does not know what wasm is", TIMEOUT, async () => {
  const site = join(folder, "site");
  await publish("--out", site);
  const kinds = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json", svg: "image/svg+xml" };
  const server = createServer(async (request, response) => {
    const name = request.url.slice(1).split("?")[0] || "index.html";
    const bytes = await readFile(join(site, name)).catch(() => null);
    if (!bytes) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": kinds[name.split(".").pop()] ?? "application/octet-stream" }).end(bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const page = await device.page();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await staysText(page);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

/** Walks the screens: whatever was typed is shown as it was typed, and does nothing. */
async function staysText(page) {
  await page.locator(".brief").getByText("onerror").first().waitFor();
  assert.ok((await page.title()).includes(BREAKING_OUT));
  await page.getByRole("link", { name: "Map" }).click();
  await page.locator("button.card").first().click();
  await page.locator(".inspector").getByText("onerror").first().waitFor();
  await page.getByRole("button", { name: "Signals", exact: true }).click();
  await page.getByRole("complementary", { name: "Signals" }).locator(".finding").first().waitFor();
  assert.equal(await page.locator("a[href^='javascript' i], img[onerror]").count(), 0);
  assert.equal(await page.evaluate(() => globalThis.broken), undefined);
}

async function publish(...words) {
  await promisify(execFile)(process.env.CAUSEWAY_BIN, ["publish", join(folder, "hostile.json"), ...words]);
}
