// Keeps the app on the device, so that it opens without its server.
//
// The shell is index.html and all files that it names, kept together under the hash of index.html.
// A page always gets one whole shell: a new one is fetched beside the old, and only when every
// file of it has come does the pointer move, so a failed update changes nothing. The next load
// takes the new one. What the relay says (/sync, /api and the like) is never kept.
"use strict";

const SHELL = "causeway-shell-";
const POINTER = "causeway-pointer";
const CURRENT = new URL("pointer", self.registration.scope).href;
const INDEX = self.registration.scope;

// Files that the app asks for by name, besides those that index.html names; what is published carries the licences.
const EXTRAS = ["rescue.js", "fonts/LICENSE-atkinson-hyperlegible-next.txt", "fonts/LICENSE-newsreader.txt"];
const TEMPLATES = "templates/index.json";
const WORDS = ["words/templates.pt-BR.json"];

const OF_THE_RELAY = /^(sync|api|healthz|readyz|metrics)(\/|$)/;
const IS_HASHED = /-[0-9a-f]{8,}/;
const IN_A_STYLE = /url\(["']?([^"')]+)["']?\)/g;
const LOCAL_FILE = /["'(](\.{0,2}\/?[\w\-./]+\.(?:js|wasm|css|woff2|svg|png|ico|webmanifest))["')]/g;

const current = async () => {
  const pointer = await caches.open(POINTER);
  const name = await pointer.match(CURRENT);
  return name ? name.text() : null;
};

const hash = async (text) => {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes.slice(0, 12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

const whole = async (address, options) => {
  const response = await fetch(address, options);
  if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
  return response;
};

// Fetches the newest shell whole; leaves things as they are if any file is missing.
const update = async () => {
  const index = await whole(INDEX, { cache: "no-cache" });
  const html = await index.clone().text();
  const name = SHELL + (await hash(html));
  const old = await current();
  const shell = await caches.open(name);
  // The same page may have got another policy: other relays that it may connect to.
  if (old === name) return shell.put(INDEX, index);
  try {
    const named = [...html.matchAll(LOCAL_FILE)].map(([, file]) => new URL(file, INDEX).href);
    const extras = EXTRAS.map((file) => new URL(file, INDEX).href);
    await keep(shell, [...named, ...extras, ...(await templates())]);
    await shell.put(INDEX, index);
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  const pointer = await caches.open(POINTER);
  await pointer.put(CURRENT, new Response(name));
  // A tab that still runs the shell before this one may yet ask for its files.
  for (const other of await caches.keys()) {
    if (other.startsWith(SHELL) && other !== name && other !== old) await caches.delete(other);
  }
};

// Puts files into a shell, and the fonts that styles name.
const keep = async (shell, files) => {
  const ours = [...new Set(files)].filter((file) => file.startsWith(INDEX));
  await Promise.all(
    ours.map(async (file) => {
      const response = await whole(file, IS_HASHED.test(file) ? {} : { cache: "no-cache" });
      await shell.put(file, response.clone());
      if (!file.endsWith(".css")) return;
      const style = await response.text();
      await keep(
        shell,
        [...style.matchAll(IN_A_STYLE)].map(([, font]) => new URL(font, file).href),
      );
    }),
  );
};

// The addresses of the templates, and of what they are in other languages; none if this app has none.
const templates = async () => {
  const list = new URL(TEMPLATES, INDEX).href;
  const response = await fetch(list).catch(() => null);
  if (!response?.ok || !response.headers.get("content-type")?.includes("json")) return [];
  const names = await response.json();
  const words = WORDS.map((file) => new URL(file, INDEX).href);
  return [list, ...names.map(({ file }) => new URL(file, list).href), ...words];
};

const open = async (request) => {
  const name = await current();
  const shell = name && (await caches.open(name));
  const kept = shell && (await shell.match(INDEX));
  return kept ?? fetch(request);
};

const file = async (request) => {
  const name = await current();
  const shell = name && (await caches.open(name));
  const kept = (shell && (await shell.match(request))) ?? (await caches.match(request));
  return kept ?? fetch(request);
};

self.addEventListener("install", (event) => {
  // This file holds no shell of its own, so a new version of it can take over at once.
  event.waitUntil(Promise.all([update(), self.skipWaiting()]));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(INDEX)) return;
  const path = request.url.slice(INDEX.length);
  if (OF_THE_RELAY.test(path)) return;
  if (request.mode === "navigate") {
    const page = path.split(/[?#]/)[0];
    if (page !== "" && page !== "index.html") return;
    event.respondWith(open(request));
    // A device without a network, or a server that is being replaced, keeps what it has.
    event.waitUntil(update().catch(() => {}));
  } else {
    event.respondWith(file(request));
  }
});
