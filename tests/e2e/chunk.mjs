// An Automerge snapshot taken apart, as far as it takes to search all that is in it.

import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";

const MAGIC = Buffer.from([0x85, 0x6f, 0x4a, 0x83]);
const DOCUMENT = 0;
/** The bit of a column's kind that says its bytes are deflated. */
const DEFLATED = 0b1000;
const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** The ids of those who wrote in a snapshot, as bytes, and its bytes with nothing left compressed. */
export function takenApart(snapshot) {
  if (!snapshot.subarray(0, 4).equals(MAGIC) || snapshot[8] !== DOCUMENT) throw new Error("no snapshot");
  let at = 9;
  const number = () => {
    let value = 0;
    for (let bit = 1; ; bit *= 128) {
      const byte = snapshot[at++];
      value += (byte % 128) * bit;
      if (byte < 128) return value;
    }
  };
  const bytes = (length) => snapshot.subarray(at, (at += length));
  const columns = () => Array.from({ length: number() }, () => [number(), number()]);
  const end = number() + at;
  const actors = Array.from({ length: number() }, () => bytes(number()));
  bytes(32 * number());
  const all = [...columns(), ...columns()];
  const data = all.map(([kind, length]) => {
    const column = bytes(length);
    return kind & DEFLATED ? inflateRawSync(column) : column;
  });
  if (at > end || end !== snapshot.length) throw new Error("no whole snapshot");
  return { actors, inflated: Buffer.concat([snapshot, ...data]) };
}

/** The ways in which a document's id may be written: as in links, and as its bytes. */
export function waysOf(documentId) {
  const digits = [...documentId].map((letter) => BigInt(ALPHABET.indexOf(letter)));
  const value = digits.reduce((value, digit) => value * 58n + digit, 0n);
  // Sixteen bytes, and four by which typing errors are found.
  const bytes = Buffer.from(value.toString(16).padStart(40, "0"), "hex");
  const twice = [0, 1].reduce((bytes) => createHash("sha256").update(bytes).digest(), bytes.subarray(0, 16));
  if (!twice.subarray(0, 4).equals(bytes.subarray(16))) throw new Error(`${documentId} is no id of a document`);
  return [Buffer.from(documentId), bytes.subarray(0, 16), Buffer.from(bytes.toString("hex", 0, 16))];
}
