// What a test has opened is closed in reverse: a stock client whose relay goes first tries to
// reach it for ever.

const open = new WeakMap();

/** Does this when the test has ended, before what was asked for earlier. */
export function cleanUp(test, close) {
  if (!open.has(test)) {
    const closers = [];
    open.set(test, closers);
    test.after(async () => {
      for (const closer of closers.reverse()) await closer();
    });
  }
  open.get(test).push(close);
}
