// What runs in every measured page: when the map answers, and how long its frames take.

/** Put into a page before anything else: notes when the map is shown and answers a hand. */
export function probe() {
  const memories = new Set();
  window.wasmBytes = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  const noted = (result) => {
    for (const held of Object.values((result.instance ?? result).exports)) {
      if (held instanceof WebAssembly.Memory) memories.add(held);
    }
    return result;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = (...words) => original.apply(WebAssembly, words).then(noted);
  }

  window.tasks = [];
  new PerformanceObserver((list) => {
    window.tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration })));
  }).observe({ type: "longtask", buffered: true });

  const frame = () => new Promise((done) => requestAnimationFrame(() => done(performance.now())));

  /** Milliseconds from the visit's begin until a pan that is asked for is on the screen. */
  window.interactive = (async () => {
    while (!window.bench?.isShown()) await frame();
    const before = window.bench.view();
    window.bench.pan(3.5, 0.5);
    while (window.bench.view() === before) await frame();
    return frame();
  })();

  /** The 95th percentile of the milliseconds between frames while the map is panned to and fro. */
  window.pan = async (frames) => {
    const took = [];
    let last = await frame();
    for (let at = 0; at < frames; at += 1) {
      const angle = (at / frames) * 4 * Math.PI;
      window.bench.pan(24.5 * Math.cos(angle), 12.5 * Math.sin(angle));
      const now = await frame();
      took.push(now - last);
      last = now;
    }
    return took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)];
  };
}

/** What the app's page is to the bench: it has no other handle than a person's hand. */
export function causeway() {
  const camera = () => document.querySelector(".camera");
  const zoom = () => Number(/scale\(([\d.]+)\)/.exec(camera().style.transform)[1]);
  const wheel = (more) => {
    const stage = document.querySelector(".stage");
    const { left, top, width, height } = stage.getBoundingClientRect();
    const place = { clientX: left + width / 2, clientY: top + height / 2, deltaMode: 0 };
    stage.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, ...place, ...more }));
  };
  window.bench = {
    isShown: () => document.querySelector(".stage :is(canvas[data-painted], button.card)") !== null,
    view: () => camera().style.transform,
    look: async (wanted) => {
      for (let tries = 0; tries < 8 && Math.abs(zoom() / wanted - 1) > 0.001; tries += 1) {
        const turn = Math.max(-239, Math.min(239, -Math.log(wanted / zoom()) / 0.01));
        wheel({ deltaX: 0.001, deltaY: turn + 0.0001, ctrlKey: true });
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      }
    },
    pan: (deltaX, deltaY) => wheel({ deltaX, deltaY }),
  };
}
