// Answers SPARQL with Oxigraph, apart from the page, so that the page can end it. It gets bytes and sends texts: of
// itself it asks no server.
import init, { Store, defaultGraph, namedNode } from "./oxigraph/web.js";

const RUNS_OUT = [RangeError, WebAssembly.RuntimeError];
const FORMULA = /(^|[;\t\r\n])(?=[\s"\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r])/g;
const NUMBER = /^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?$/;
let store = null;
let last = { columns: [], rows: [] };

const does = {
  async load({ program, parts }) {
    await init({ module_or_path: program });
    store = new Store();
    // In one go: a load that can be undone takes longer, and a store that failed is thrown away
    for (const part of parts) add(part);
    return {};
  },

  more({ parts }) {
    for (const part of parts) add(part);
    return {};
  },

  // The facts alone, or together with what is computed, as the command asks them
  ask({ text, graph, most, computed }) {
    const graphs = computed ? [namedNode(computed)] : [];
    const options = { default_graph: [defaultGraph(), ...graphs], named_graphs: graphs };
    const found = graph
      ? triples(store.query(text, options))
      : rows(store.query(text, { ...options, results_format: "json" }));
    last = found;
    return { ...found, rows: found.rows.slice(0, most), count: found.rows.length };
  },

  save() {
    const lines = [last.columns, ...last.rows.map((row) => row.map((cell) => cell && cell.value))];
    return { text: lines.map((line) => line.map(quoted).join(",") + "\r\n").join("") };
  },
};

function add({ bytes, form, graph }) {
  const place = graph ? { to_graph_name: namedNode(graph) } : {};
  store.load(new Uint8Array(bytes), { format: form, no_transaction: true, ...place });
}

function rows(text) {
  const { head, results, boolean } = JSON.parse(text);
  if (boolean !== undefined) return { columns: [], rows: [], yes: boolean };
  const columns = head.vars;
  return { columns, rows: results.bindings.map((each) => columns.map((name) => cell(each[name]))) };
}

// What is not bound has no cell
function cell(term) {
  if (!term) return null;
  if (term.type === "triple") return { value: JSON.stringify(term.value), iri: false };
  // Lists are joined by a sign that nobody sees
  const value = term.value.replaceAll("\u001f", "; ");
  return { value: term.type === "bnode" ? `_:${value}` : value, iri: term.type === "uri" };
}

function triples(quads) {
  const term = (each) => ({
    value: each.termType === "BlankNode" ? `_:${each.value}` : each.value,
    iri: each.termType === "NamedNode",
  });
  const found = quads.map((quad) => [term(quad.subject), term(quad.predicate), term(quad.object)]);
  return { columns: ["subject", "predicate", "object"], rows: found };
}

// A text that no spreadsheet runs, as the command writes it: a formula gets a quote mark
function quoted(value) {
  if (value === null || value === "") return "";
  const text = NUMBER.test(value) ? value : value.replace(FORMULA, "$1'");
  return `"${text.replaceAll('"', '""')}"`;
}

self.onmessage = async ({ data }) => {
  try {
    self.postMessage(await does[data.does](data));
  } catch (error) {
    // After that the store cannot be asked again
    const ends = RUNS_OUT.some((kind) => error instanceof kind);
    self.postMessage({ failed: String((error && error.message) || error), ends });
  }
};
