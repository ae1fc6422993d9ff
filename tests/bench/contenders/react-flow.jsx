// React Flow 12: nodes as HTML, links as SVG. As its quick start has it, with nodes of one size so that it measures none.

import { ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useEffect } from "react";
import { createRoot } from "react-dom/client";

import { CARD, enter } from "./map.mjs";

function Hold({ held }) {
  const flow = useReactFlow();
  useEffect(() => held(flow), [flow]);
  return null;
}

enter((map, place) => {
  const nodes = map.cards.map(({ id, title, value, x, y }) => ({
    id,
    position: { x: x - CARD.width / 2, y: y - CARD.height / 2 },
    data: { label: `${title} ${value}` },
    ...CARD,
  }));
  const edges = map.links.map(({ id, from, to }) => ({ id, source: from, target: to }));
  let flow = null;
  createRoot(place).render(
    <ReactFlowProvider>
      <ReactFlow defaultNodes={nodes} defaultEdges={edges} minZoom={0.02} fitView>
        <Hold held={(it) => { flow = it; }} />
      </ReactFlow>
    </ReactFlowProvider>,
  );
  const viewport = () => flow.getViewport();
  return {
    isShown: () => flow !== null && document.querySelectorAll(".react-flow__node").length > 0 && viewport().zoom !== 1,
    view: () => document.querySelector(".react-flow__viewport").style.transform,
    look: (zoom, x, y) => flow.setViewport({ zoom, x: place.clientWidth / 2 - x * zoom, y: place.clientHeight / 2 - y * zoom }),
    pan: (dx, dy) => {
      const { x, y, zoom } = viewport();
      flow.setViewport({ x: x - dx, y: y - dy, zoom });
    },
  };
});
