// What Cytoscape.js and Mermaid's own parser find in two files, as JSON on standard output.
import fs from "node:fs";
import cytoscape from "cytoscape";
import { JSDOM } from "jsdom";

const [elements, flowchart] = process.argv.slice(2).map((file) => fs.readFileSync(file, "utf8"));

const cy = cytoscape({ headless: true, ...JSON.parse(elements) });
const pieces = (list, name) => list.reduce((sum, e) => sum + (e.data(name) ?? []).length, 0);
const cytoscapeCounts = [
  cy.nodes().length,
  cy.edges().length,
  pieces(cy.nodes(), "mentions") + pieces(cy.edges(), "evidence"),
];

const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ maxTextSize: Infinity, maxEdges: Infinity });
const diagram = await mermaid.mermaidAPI.getDiagramFromText(flowchart);
const comments = flowchart.split("\n").filter((line) => line.startsWith("  %% "));
const records = comments.map((line) => JSON.parse(line.slice(5)));
const mermaidCounts = [
  diagram.db.getVertices().size,
  diagram.db.getEdges().length,
  records.reduce((sum, r) => sum + (r.mentions ?? r.evidence ?? []).length, 0),
];

console.log(JSON.stringify({ "Cytoscape.js": cytoscapeCounts, Mermaid: mermaidCounts }));
