// One person alone with a relay, for as long as the tests of a file run.

import { after } from "node:test";

import { Device } from "./browser.mjs";
import { Relay } from "./relay.mjs";

/** Ana's device, with these options, and a relay of its own; both go with the last test. */
export async function alone(options) {
  const relay = await Relay.start();
  after(() => relay.remove());
  const ana = await Device.named("Ana", options);
  after(() => ana.close());
  return { relay, ana };
}
