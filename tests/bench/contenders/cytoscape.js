// Cytoscape 3: canvases. With the places given.

import cytoscape from "cytoscape";

import { CARD, enter } from "./map.mjs";

enter((map, place) => {
  const nodes = map.cards.map(({ id, title, value, x, y }) => ({ data: { id, label: `${title}\n${value}` }, position: { x, y } }));
  const edges = map.links.map(({ id, from, to }) => ({ data: { id, source: from, target: to } }));
  const cy = cytoscape({
    container: place,
    elements: { nodes, edges },
    layout: { name: "preset", fit: true },
    minZoom: 0.02,
    style: [
      { selector: "node", style: { shape: "round-rectangle", ...CARD, label: "data(label)", "text-valign": "center", "text-wrap": "wrap" } },
      { selector: "edge", style: { "curve-style": "bezier", "target-arrow-shape": "triangle", width: 3 } },
    ],
  });
  const view = () => JSON.stringify([cy.pan(), cy.zoom()]);
  let drawn = "";
  cy.on("render", () => { drawn = view(); });
  return {
    isShown: () => drawn !== "",
    view: () => drawn,
    look: (zoom, x, y) => cy.viewport({ zoom, pan: { x: place.clientWidth / 2 - x * zoom, y: place.clientHeight / 2 - y * zoom } }),
    pan: (dx, dy) => cy.panBy({ x: -dx, y: -dy }),
  };
});
