// Shown when the app itself broke: says so, and offers the stored work as a file.
//
// It shares nothing with the app but the database, so that nothing that broke there can break this.
// All chunks of a document, put end to end, are a file that any Automerge program opens.
(() => {
  "use strict";
  if (document.getElementById("crash")) return;
  const DATABASE = "causeway";
  const words = document.documentElement.dataset;
  const details = document.currentScript?.dataset.details ?? "";

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
    const id = location.hash.match(/^#\/w\/([^/?]+)/)?.[1];
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
  const save = make("button", words.crashDownload ?? "Save the work as a file");
  save.type = "button";
  save.addEventListener("click", () => download(answer));
  const reload = make("button", words.crashReload ?? "Load again");
  reload.type = "button";
  reload.addEventListener("click", () => location.reload());
  screen.append(title, make("p", words.crashText), save, reload, answer, make("pre", details));
  document.body.append(screen);
  screen.showModal();
  save.focus();
})();
