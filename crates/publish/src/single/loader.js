// Starts the app from what stands in this page. Nothing is fetched, and the page's policy forbids it.
//
// What the build makes is put in at the two places below: first what loads the parts of the app, then
// what wasm-bindgen writes to start it.

// The wasm of that name, which stands in the page as gzip in base64, as if it had been fetched.
const inlined = async (name) => {
  const text = atob(document.querySelector(`script[data-file="${name}"]`).textContent);
  const packed = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) packed[place] = text.charCodeAt(place);
  const unpacking = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacking);
};

const parts = (() => {
/* PARTS */
})();

/* GLUE */

try {
  const app = await inlined("APP");
  await __wbg_init({ module_or_path: await app.arrayBuffer() });
} catch (error) {
  console.error(error);
  const words = document.createElement("p");
  words.setAttribute("role", "alert");
  words.textContent = navigator.language.startsWith("pt")
    ? "Esta página não pôde ser aberta neste navegador. Abra-a numa versão atual do Chrome, Edge, Firefox ou Safari."
    : "This page could not be opened in this browser. Open it in a current Chrome, Edge, Firefox or Safari.";
  document.body.append(words);
}
