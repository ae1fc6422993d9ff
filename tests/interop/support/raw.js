// A socket without a client behind it, to say what no honest client would.

import { once } from "node:events";

import { cbor } from "@automerge/automerge-repo";
import WebSocket from "ws";

import { cleanUp } from "./cleanup.js";
import { soon } from "./waiting.js";

/** Opens a socket to a relay. */
export async function open(test, url) {
  const socket = new WebSocket(url);
  cleanUp(test, () => socket.terminate());
  await soon("the socket to open", once(socket, "open"));
  return socket;
}

/** Opens a socket, and says this as the first thing. */
export async function openWith(test, url, message) {
  const socket = await open(test, url);
  socket.send(cbor.encode(message));
  return socket;
}

/** What a client joins with. */
export function join(senderId) {
  return { type: "join", senderId, peerMetadata: {}, supportedProtocolVersions: ["1"] };
}

/** Waits until the relay has closed a socket, and gives the code. */
export const closed = async (socket) => (await ended(socket))[0];

/** The same, with the reason. */
export async function ended(socket) {
  const [code, reason] = await soon("the relay to close the socket", once(socket, "close"));
  return [code, reason.toString()];
}
