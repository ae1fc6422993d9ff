// Shown when the app itself broke: says so, and offers the stored work as a file.
//
// It shares nothing with the app but the database, so that nothing that broke there can break this.
// All chunks of a document, put end to end, are a file that any Automerge program opens.
//
// It never loads anything by itself, so it can't go round in circles. Where the same workspace has stopped the
// app before, it leads elsewhere too: to the list, or to another view of it with nothing selected.
(() => {
  "use strict";
  if (document.getElementById("crash")) return;
  const DATABASE = "causeway";
  const words = document.documentElement.dataset;
  const details = document.currentScript?.dataset.details ?? "";
  const CRASHES = "causeway.crashes";
  /** Two crashes farther apart than this have little to do with each other, in milliseconds. */
  const SOON = 600_000;
  const [, id = "", view = ""] = location.hash.match(/^#\/w\/([^/?]+)(?:\/([^/?]+))?/) ?? [];

  /** How often in a row the app has stopped at this workspace, this time included. */
  const counted = () => {
    const now = Date.now();
    try {
      const before = JSON.parse(localStorage.getItem(CRASHES) ?? "{}");
      const goesOn = before.id === id && now - before.at < SOON;
      const times = goesOn ? before.times + 1 : 1;
      localStorage.setItem(CRASHES, JSON.stringify({ id, times, at: now }));
      return times;
    } catch {
      // Where nothing can be kept, every crash may be the next of many.
      return 2;
    }
  };

  /** Loads the page anew at another address; nothing of this page listens any more. */
  const go = (hash) => {
    history.replaceState(null, "", hash);
    location.reload();
  };

  const make = (tag, text) => {
    const element = document.createElement(tag);
    element.textContent = text ?? "";
    return element;
  };

  const stored = (id) =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open(DATABASE);
      opening.onerror = () => reject(opening.error);
      // A database that isn't there is not made here.
      opening.onupgradeneeded = () => opening.transaction.abort();
      opening.onsuccess = () => {
        const range = IDBKeyRange.bound([id], [id, []]);
        const chunks = opening.result.transaction("chunks").objectStore("chunks");
        const keys = chunks.getAllKeys(range);
        const values = chunks.getAll(range);
        values.onerror = () => reject(values.error);
        // Snapshots ("s…") come before what was added to them ("i…").
        values.onsuccess = () =>
          resolve(
            keys.result
              .map((key, place) => [key[1], values.result[place]])
              .sort(([one], [other]) => (one < other ? 1 : -1))
              .map(([, bytes]) => bytes),
          );
      };
    });

  const download = async (answer) => {
    const chunks = id ? await stored(id).catch(() => []) : [];
    if (chunks.length === 0) {
      answer.textContent = words.crashNothing ?? "There is nothing to save here.";
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(chunks, { type: "application/octet-stream" }));
    link.download = `${id}.automerge`;
    link.click();
  };

  // A modal dialog, since one of the app's may be open, and would leave all else out of reach.
  const screen = make("dialog");
  screen.id = "crash";
  screen.className = "crash";
  // The styles may be what is missing: it must be readable without them.
  screen.style.cssText =
    "box-sizing:border-box;inline-size:100%;block-size:100%;max-inline-size:none;max-block-size:none;" +
    "border:0;overflow:auto;padding:2rem;background:Canvas;color:CanvasText";
  screen.setAttribute("role", "alertdialog");
  screen.setAttribute("aria-labelledby", "crash-title");
  // Behind it is nothing that still works.
  screen.addEventListener("cancel", (event) => event.preventDefault());
  const title = make("h1", words.crashTitle ?? "Causeway has stopped");
  title.id = "crash-title";
  const answer = make("p");
  answer.setAttribute("role", "status");
  const button = (word, otherwise, press) => {
    const button = make("button", words[word] ?? otherwise);
    button.type = "button";
    button.addEventListener("click", press);
    return button;
  };
  const save = button("crashDownload", "Save the work as a file", () => download(answer));
  const reload = button("crashReload", "Load again", () => location.reload());
  const goesOn = id !== "" && counted() > 1;
  const ways = goesOn
    ? [
        save,
        button("crashElsewhere", "Open it in another view, with nothing selected", () =>
          go(`#/w/${id}/${view === "outline" ? "brief" : "outline"}`),
        ),
        button("crashHome", "All workspaces", () => go("#/")),
        reload,
      ]
    : [save, reload];
  const text = goesOn ? (words.crashAgain ?? words.crashText) : words.crashText;
  screen.append(title, make("p", text), ...ways, answer, make("pre", details));
  document.body.append(screen);
  screen.showModal();
  save.focus();
})();
