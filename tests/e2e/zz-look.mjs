import { Relay } from "./relay.mjs";
import { Device } from "./browser.mjs";
import { Workspace } from "./workspace.mjs";
const relay = await Relay.start();
const ana = await Device.named("Ana");
const what = process.argv[2] ?? "chart";
try {
  const workspace = await Workspace.open(ana, relay.address);
  const { page } = workspace;
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.locator(".templates").getByRole("button", { name: "Retention looks fine" }).click();
  await page.getByRole("button", { name: "Later" }).click();
  await workspace.card("Net revenue retention").waitFor();
  if (what === "chart") {
    for (const title of ["Days from signature", "Net revenue retention"]) {
      await workspace.card(title).first().click();
      await page.locator(".metric-chart .chart").waitFor();
      for (const [w, h] of [[1280, 900], [390, 780], [2560, 1440]]) {
        for (const scheme of ["light", "dark"]) {
          await page.setViewportSize({ width: w, height: h });
          await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
          await page.locator(".metric-chart").scrollIntoViewIfNeeded();
          await workspace.inspector.screenshot({ path: `/tmp/desk/shots/chart-${title.split(" ")[0]}-${w}-${scheme}.png` });
        }
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    await page.getByRole("slider").focus();
    await page.keyboard.press("ArrowLeft");
    console.log(await page.getByRole("slider").getAttribute("aria-valuetext"));
    console.log(await page.locator(".metric-chart svg").getAttribute("aria-label"));
    await workspace.inspector.screenshot({ path: `/tmp/desk/shots/chart-read.png` });
    await page.getByRole("button", { name: "Show as a table" }).click();
    await workspace.inspector.screenshot({ path: `/tmp/desk/shots/chart-table.png` });
  }
  console.log(ana.errors);
} finally { await ana.close(); await relay.remove(); }
