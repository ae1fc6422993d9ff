// The stock JavaScript client, as any program uses it.

import { Repo, encodeHeads } from "@automerge/automerge-repo";
import { WebSocketClientAdapter } from "@automerge/automerge-repo-network-websocket";

import { cleanUp } from "./cleanup.js";
import { soon, until } from "./waiting.js";

const RETRY_MS = 100;

/** The stock adapter, except that one which was disconnected on purpose stays so. */
class Adapter extends WebSocketClientAdapter {
  hasLeft = false;

  connect(...names) {
    if (!this.hasLeft) super.connect(...names);
  }
}

/** A client that keeps its documents in memory, connected to a relay, gone with the test. */
export class Client {
  #advertised = new Map();

  constructor(test, url, peerId) {
    this.adapter = new Adapter(url, RETRY_MS);
    this.repo = new Repo({ network: [this.adapter], peerId });
    this.repo.synchronizer.on("sync-state", ({ documentId, syncState }) => {
      this.#advertised.set(documentId, syncState.theirHeads ?? []);
    });
    cleanUp(test, () => this.leave());
  }

  leave() {
    this.adapter.hasLeft = true;
    if (this.adapter.socket) this.adapter.disconnect();
  }

  create(initial) {
    return this.repo.create(initial);
  }

  find(url) {
    return soon(`the document ${url}`, this.repo.find(url));
  }

  /** Waits until the relay has advertised all that this client has: it is stored there. */
  stored(handle) {
    return until("the relay to store the document", this.repo.synchronizer, "sync-state", () => {
      const theirs = encodeHeads(this.#advertised.get(handle.documentId) ?? []);
      return theirs.length > 0 && same(theirs, handle.heads());
    });
  }
}

/** Waits until a document fits, and gives it. */
export function shows(handle, fits, what = "a change to arrive") {
  return until(what, handle, "change", () => fits(handle.doc()) && handle.doc());
}

function same(some, others) {
  return [...some].sort().join() === [...others].sort().join();
}
