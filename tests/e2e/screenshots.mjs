// Pictures of every screen and dialog, for people to look at: `cargo xtask screenshots`.
//
// It takes the folder to write to, and then, if only some are wanted, parts of their names.

import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Device } from "./browser.mjs";
import { Relay } from "./relay.mjs";
import { SIZES, Viewer, scenes } from "./scenes.mjs";

const [folder, ...wanted] = process.argv.slice(2);
const sizes = Object.entries(SIZES).filter(([size]) => !process.env.SIZES || process.env.SIZES.split(",").includes(size));
const chosen = scenes.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));

if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

let missed = 0;
for (const [size, options] of sizes) {
  for (const [language, locale] of [["en", "en-GB"], ["pt-BR", "pt-BR"]]) {
    const some = chosen.filter((scene) => language === "en" || scene.languages);
    if (some.length === 0 || (language !== "en" && size === "wall")) continue;
    const relay = await Relay.start("--access", "keys");
    const device = await Device.named("Ana", { ...options, locale, reducedMotion: "reduce" });
    try {
      const at = await Viewer.of(device, relay.address, language);
      for (const scene of some.filter(({ wide }) => !wide || !at.isPhone)) await picture(at, scene, size, language);
    } finally {
      await device.close();
      await relay.remove();
    }
  }
}
await writeFile(join(folder, "index.html"), await index());
console.log(`${join(folder, "index.html")}${missed ? `; ${missed} scenes could not be reached` : ""}`);
process.exitCode = missed ? 1 : 0;

/** Takes the pictures of a scene; says so where it can't be come to, and goes on. */
async function picture(at, scene, size, language) {
  const { page } = at;
  const file = (look) => join(folder, [scene.name, size, language === "en" ? "" : language, look].filter(Boolean).join("_") + ".png");
  const viewport = page.viewportSize();
  try {
    if (scene.tall) await page.setViewportSize({ ...viewport, height: scene.tall });
    await scene.go(at);
    const looks = [
      ["light", { colorScheme: "light" }],
      ...(language === "en" ? [["dark", { colorScheme: "dark" }]] : []),
      ...(scene.contrast && language === "en" && size !== "wall" ? [["contrast", { colorScheme: "light", contrast: "more" }], ["contrast-dark", { colorScheme: "dark", contrast: "more" }]] : []),
      ...(scene.print && language === "en" && size === "desk" ? [["print", { media: "print" }]] : []),
    ];
    for (const [look, media] of looks) {
      await page.emulateMedia({ media: "screen", contrast: "no-preference", colorScheme: "light", ...media });
      await still(page);
      await page.screenshot({ path: file(look), fullPage: look === "print", animations: "disabled" });
    }
    await page.emulateMedia({ media: "screen", contrast: "no-preference", colorScheme: "light" });
    await scene.after?.(at);
  } catch (error) {
    missed += 1;
    console.error(`${scene.name} (${size}, ${language}): ${error.message.split("\n")[0]}`);
    await page.screenshot({ path: file("missed") }).catch(() => {});
    await page.keyboard.press("Escape").catch(() => {});
    await page.goto(at.address).catch(() => {});
  } finally {
    if (scene.tall) await page.setViewportSize(viewport);
  }
}

/** Waits until cards have come to rest, and fonts are there. */
async function still(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const places = () => [...document.querySelectorAll("button.card, .camera")].slice(0, 60).map((card) => card.getBoundingClientRect().x).join();
    for (let [rest, last] = [0, null]; rest < 6; ) {
      await frame();
      const now = places();
      [rest, last] = [now === last ? rest + 1 : 0, now];
    }
  });
}

/** A page with all pictures of the folder, a row for each scene. */
async function index() {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".png"));
  const rows = scenes.map(({ name }) => {
    const own = files.filter((file) => file.startsWith(`${name}_`)).sort();
    const cell = (file) => `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${file.slice(name.length + 1, -4).replaceAll("_", " ")}</figcaption></figure>`;
    return own.length ? `<section><h2>${name}</h2><div>${own.map(cell).join("")}</div></section>` : "";
  });
  const style = "body{font:14px system-ui;margin:2rem;background:#eee}div{display:flex;gap:1rem;overflow-x:auto;align-items:end}figure{margin:0}img{height:18rem;border:1px solid #999}";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>${style}</style><h1>Screens</h1>${rows.join("")}</html>`;
}
