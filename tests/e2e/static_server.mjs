// A plain file server under a sub-path, as any host has one: it knows nothing of the app.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const KINDS = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

export class StaticServer {
  #server;

  /** Serves a folder under a path such as `/plans/north/`. */
  static async serve(folder, path) {
    const served = new StaticServer();
    /** What was asked for, under the path and elsewhere. */
    served.asked = [];
    /** Answers for the server what it answers, and says whether it did. */
    served.instead = () => false;
    served.#server = createServer(async (request, response) => {
      const asked = decodeURIComponent(new URL(request.url, "http://x").pathname);
      served.asked.push(asked);
      const name = asked.startsWith(path) && normalize(asked.slice(path.length) || "index.html");
      if (name && served.instead(name, response)) return;
      const bytes = name && !name.startsWith("..") && (await readFile(join(folder, name)).catch(() => null));
      if (!bytes) return response.writeHead(404).end();
      response.writeHead(200, { "content-type": KINDS[extname(name)] ?? "application/octet-stream" }).end(bytes);
    });
    await new Promise((resolve) => served.#server.listen(0, "127.0.0.1", resolve));
    served.address = `http://127.0.0.1:${served.#server.address().port}${path}`;
    return served;
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
