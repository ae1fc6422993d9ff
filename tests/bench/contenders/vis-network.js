// vis-network 10: one canvas. Without its physics: the places are given.

import { DataSet } from "vis-data";
import { Network } from "vis-network";

import { CARD, enter } from "./map.mjs";

enter((map, place) => {
  const nodes = new DataSet(map.cards.map(({ id, title, value, x, y }) => ({ id, x, y, label: `${title}\n${value}` })));
  const edges = new DataSet(map.links.map(({ id, from, to }) => ({ id, from, to })));
  const size = { widthConstraint: CARD.width, heightConstraint: CARD.height };
  const network = new Network(place, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { shape: "box", ...size },
    edges: { arrows: "to", smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal" } },
  });
  let isDrawn = false;
  network.once("afterDrawing", () => { isDrawn = true; });
  network.fit();
  const view = () => JSON.stringify(network.getViewPosition());
  let drawn = view();
  network.on("afterDrawing", () => { drawn = view(); });
  return {
    isShown: () => isDrawn,
    view: () => drawn,
    look: (zoom, x, y) => network.moveTo({ position: { x, y }, scale: zoom, animation: false }),
    pan: (dx, dy) => {
      const { x, y } = network.getViewPosition();
      const scale = network.getScale();
      network.moveTo({ position: { x: x + dx / scale, y: y + dy / scale }, scale, animation: false });
    },
  };
});
