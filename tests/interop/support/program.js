// Programs that the tests start, each ended with the test that started it.

import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createInterface } from "node:readline";

import { cleanUp } from "./cleanup.js";
import { soon } from "./waiting.js";

/** A running program, and the lines it has printed. */
export class Program extends EventEmitter {
  lines = [];

  constructor(test, file, args, options = {}) {
    super();
    this.child = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"], ...options });
    this.ended = new Promise((resolve) => {
      this.child.on("exit", (code) => resolve(code));
      this.child.on("error", (error) => this.emit("failed", error));
    });
    createInterface({ input: this.child.stdout }).on("line", (line) => {
      this.lines.push(line);
      this.emit("line", line);
    });
    cleanUp(test, () => this.kill());
  }

  /** The first line printed that fits, now or later. */
  async line(fits) {
    const found = this.lines.find((line) => fits.test(line));
    if (found) return found;
    const next = new Promise((resolve, reject) => {
      this.on("line", (line) => fits.test(line) && resolve(line));
      this.once("failed", reject);
      this.ended.then((code) => reject(new Error(`ended with ${code} before printing ${fits}`)));
    });
    return soon(`a line like ${fits}`, next);
  }

  /** Ends it at once, as a loss of power does. */
  async kill() {
    this.child.kill("SIGKILL");
    await this.ended;
  }

  /** Asks it to end, and gives its exit code. */
  async stop() {
    this.child.kill("SIGTERM");
    return soon("an orderly end", this.ended);
  }
}

/** Runs a program to its end. */
export async function run(file, args) {
  const child = spawn(file, args);
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) {
    child[name].setEncoding("utf8").on("data", (piece) => (text[name] += piece));
  }
  const [code] = await soon(`the end of ${file}`, once(child, "close"));
  return { code, ...text };
}
