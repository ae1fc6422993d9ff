// The map that every contender draws: read from the browser's own storage, as the app does.

const NAME = "bench";
const STORE = "maps";

/** The storage of this page's origin. */
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Stores a map for the next visit. */
export async function keep(map) {
  const store = (await open()).transaction(STORE, "readwrite").objectStore(STORE);
  await done(store.put(JSON.stringify(map), "map"));
}

/** The map that is stored here; nothing before one was. */
export async function stored() {
  const text = await done((await open()).transaction(STORE).objectStore(STORE).get("map"));
  if (!text) return null;
  const { nodes, links } = JSON.parse(text);
  const card = ([id, { title, kind, position, metric }]) => ({ id, title, kind, ...position, value: latest(metric) });
  const tie = ([id, { from, to }]) => ({ id, from, to });
  return { cards: Object.entries(nodes).map(card), links: Object.entries(links).map(tie) };
}

function latest(metric) {
  const values = Object.values(metric?.observations ?? {});
  return values.length ? `${values.at(-1).value} ${metric.unit}` : "";
}

/** How large a card is, in map units. */
export const CARD = { width: 212, height: 126 };

/** The page hands its map to the bench: it stores one, or draws the one that is stored. */
export async function enter(draw) {
  window.keep = keep;
  const map = await stored();
  if (map) window.bench = await draw(map, document.getElementById("map"));
}
