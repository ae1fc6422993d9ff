// Waiting for what happens, never for time to pass. Each wait is bounded, and says what it missed.

const LONGEST_MS = 15_000;

/** Settles with `promise`, or fails with what was waited for. */
export function soon(what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), LONGEST_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Waits until `look()` gives something, looking again at each of these events of an emitter. */
export function until(what, emitter, events, look) {
  const names = [events].flat();
  let attend;
  const seen = new Promise((resolve, reject) => {
    attend = (...details) => {
      try {
        const found = look(...details);
        if (found) resolve(found);
      } catch (error) {
        reject(error);
      }
    };
    names.forEach((name) => emitter.on(name, attend));
    attend();
  });
  return soon(what, seen).finally(() => names.forEach((name) => emitter.off(name, attend)));
}
