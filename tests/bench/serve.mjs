// Bundles the contenders and serves each on a page of its own.

import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));

/** The contenders, with the file of each. */
export const CONTENDERS = {
  "React Flow 12": "react-flow.jsx",
  "vis-network 10": "vis-network.js",
  "Cytoscape 3": "cytoscape.js",
};

const page = (styles) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>
<style>html, body, #map { margin: 0; width: 100%; height: 100%; overflow: hidden }</style>
${styles ? '<link rel="stylesheet" href="main.css">' : ""}<div id="map"></div><script type="module" src="main.js"></script>`;

/** Serves every contender until `close`; `address` says where one is. */
export async function serve() {
  const files = new Map();
  for (const [at, [name, file]] of Object.entries(CONTENDERS).entries()) {
    const { outputFiles } = await build({
      entryPoints: [join(HERE, "contenders", file)],
      bundle: true,
      minify: true,
      write: false,
      outdir: "out",
      format: "esm",
      jsx: "automatic",
      define: { "process.env.NODE_ENV": '"production"' },
    });
    const styles = outputFiles.find(({ path }) => path.endsWith(".css"));
    files.set(`/${at}/`, ["text/html", page(styles)]);
    files.set(`/${at}/main.js`, ["text/javascript", outputFiles.find(({ path }) => path.endsWith(".js")).contents]);
    if (styles) files.set(`/${at}/main.css`, ["text/css", styles.contents]);
  }
  const server = createServer((request, response) => {
    const [kind, contents] = files.get(request.url) ?? [];
    if (!kind) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": kind, "cache-control": "max-age=3600" }).end(contents);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    address: (name) => `http://127.0.0.1:${port}/${Object.keys(CONTENDERS).indexOf(name)}/`,
    close: () => server.close(),
  };
}
