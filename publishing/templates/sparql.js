// Asks the facts of this site in SPARQL, in a worker. What is written here leaves the page to nobody; what the answers
// say is shown as text and never run.
"use strict";
(() => {
  const MOST = 1000;
  const WORKER = "assets/sparql_worker.js";
  const of = (id) => document.getElementById(id);
  const settings = JSON.parse(of("settings").textContent);
  const field = of("query");
  const language = document.documentElement.lang;
  const number = (value) => value.toLocaleString(language);
  const said = (key, values = {}) =>
    settings.texts[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  // What was loaded is kept: a query that was stopped needs it again
  const kept = new Map();
  let worker = null;
  let part = settings.facts;
  let ready = null;
  let more = null;
  let clock = 0;

  class Told extends Error {}

  // What keeps this page from running here, as a sentence
  function hindrance() {
    if (location.protocol === "file:") return said("file");
    if (typeof WebAssembly !== "object") return said("old", { what: "WebAssembly" });
    if (typeof Worker !== "function") return said("old", { what: "Worker" });
    if (typeof DecompressionStream !== "function") return said("old", { what: "DecompressionStream" });
    return "";
  }

  // The bytes of a file of the site, unpacked unless the host did so already
  async function bytesOf({ path, size }) {
    if (kept.has(path)) return kept.get(path);
    of("state").textContent = said("loading", { file: path });
    let bytes;
    try {
      const answer = await fetch(settings.top + path, { cache: "no-cache" });
      if (!answer.ok) throw new Error(String(answer.status));
      bytes = await answer.arrayBuffer();
    } catch (error) {
      throw new Told(said("missing", { file: path, why: error.message }));
    }
    const cut = () => new Told(said("cut", { file: path, found: number(bytes.byteLength) }));
    const [first, second] = new Uint8Array(bytes.slice(0, 2));
    if (first === 0x1f && second === 0x8b) {
      try {
        const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
        bytes = await new Response(stream).arrayBuffer();
      } catch {
        throw cut();
      }
    }
    if (bytes.byteLength !== size) throw cut();
    kept.set(path, bytes);
    return bytes;
  }

  // A worker answers one message after the other; only one is sent at a time
  function sent(message) {
    return new Promise((done, failed) => {
      worker.onmessage = ({ data }) => done(data);
      worker.onerror = (event) => {
        event.preventDefault();
        failed(new Told(said("missing", { file: WORKER, why: event.message || "Worker" })));
      };
      worker.postMessage(message);
    });
  }

  async function load(mine) {
    const program = await bytesOf(settings.program);
    const parts = [await loaded(part)];
    // Who stopped meanwhile wants no worker
    if (ask.running !== mine) throw new Told("");
    worker = new Worker(settings.top + WORKER, { type: "module" });
    const answer = await sent({ does: "load", program, parts });
    if (answer.failed) throw new Told(said("failed", { why: answer.failed }));
  }

  async function loaded({ path, size, form, graph }) {
    return { bytes: await bytesOf({ path, size }), form, graph };
  }

  // What is computed comes beside the facts, in a graph of its own, when it is first asked for
  async function loadComputed(mine) {
    const part = await loaded(settings.computed);
    // After a stop the worker is that of a later question, which waits for its own message
    if (ask.running !== mine) throw new Told("");
    const answer = await sent({ does: "more", parts: [part] });
    if (answer.failed) throw new Told(said("failed", { why: answer.failed }));
  }

  function end() {
    if (worker) worker.terminate();
    worker = null;
    ready = null;
    more = null;
  }

  // SELECT, ASK, CONSTRUCT or DESCRIBE: the first word that is in no text, comment, IRI or prefix
  function formOf(text) {
    const words = text.replace(HIDDEN, " ").replace(/[\w.-]*:/g, " ").toUpperCase().match(/[A-Z]+/g) || [];
    return words.find((word) => !["PREFIX", "BASE", "VERSION"].includes(word)) || "";
  }

  const HIDDEN = /"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*/g;

  // The first prefix that is used and not declared: Oxigraph only says that it did not expect it
  function undeclared(text) {
    const plain = text.replace(HIDDEN, " ");
    const declared = new Set(Array.from(plain.matchAll(/\bPREFIX\s+([\w.-]*:)/gi), (found) => found[1]));
    const used = Array.from(plain.matchAll(/(?<![\w?$:-])[A-Za-z][\w.-]*:/g), (found) => found[0]);
    return used.find((each) => !declared.has(each)) || "";
  }

  // Oxigraph's word on a wrong query as a sentence; the cursor goes to the place
  function wrong(message) {
    if (/service <.*> is not supported/i.test(message)) return said("service");
    const place = /^error at (\d+):(\d+): expected (?:one of )?([^]*)$/.exec(message);
    if (!place) return said("failed", { why: message });
    const at = start(Number(place[1]), Number(place[2]), place[3]);
    const before = field.value.slice(0, at).split("\n");
    const [line, column] = [before.length, Array.from(before[before.length - 1]).length + 1];
    field.focus();
    field.setSelectionRange(at, at);
    const unknown = undeclared(field.value);
    if (unknown) return said("prefix", { prefix: unknown });
    if (place[3].includes("variable that is unbound")) return said("unbound");
    const here = field.value.slice(at).split("\n")[0].slice(0, 40).trim();
    return said("wrong", { line, column, here: here || "…" });
  }

  // Where in the text it stopped. It counts characters, and reads as many as a word that it expects has before it says
  // that it is another one; a sign it sees at once.
  function start(line, column, expected) {
    const lines = field.value.split("\n");
    const characters = Array.from(lines.slice(0, line - 1).concat("").join("\n"));
    characters.push(...Array.from(lines[line - 1] || "").slice(0, column - 1));
    const isSign = /(^|, )(?:"|\[(?!_\]))/.test(expected);
    const words = expected.split(/, /).filter((word) => /^[A-Za-z0-9]+$/.test(word));
    const back = isSign || !words.length ? 0 : Math.min(...words.map((word) => word.length));
    return characters.slice(0, Math.max(0, characters.length - back)).join("").length;
  }

  // A thing of this site leads to its page; the IRI of anything else is only shown
  function shown({ value, iri }) {
    const base = iri && settings.bases.find((each) => value.startsWith(each));
    const name = base ? value.slice(base.length) : value;
    const [parent, fragment] = name.split("#", 2);
    const there = `${settings.home}${parent}/${fragment ? "#" + fragment : ""}`;
    const isPage = base && settings.segments.includes(parent.split("/")[0]);
    if (!isPage || new URL(there, location.href).origin !== location.origin) return name;
    const link = document.createElement("a");
    link.href = there;
    link.textContent = name;
    return link;
  }

  function table({ columns, rows }) {
    const made = document.createElement("table");
    const head = made.createTHead().insertRow();
    for (const name of columns) {
      const heading = document.createElement("th");
      heading.scope = "col";
      heading.textContent = name;
      head.append(heading);
    }
    const body = made.createTBody();
    for (const row of rows) {
      const line = body.insertRow();
      for (const each of row) {
        const place = line.insertCell();
        place.dir = "auto";
        if (each) place.append(shown(each));
      }
    }
    return made;
  }

  function show(answer, seconds) {
    of("answer").replaceChildren();
    const isTable = answer.columns.length > 0;
    of("answer").hidden = !isTable || !answer.count;
    of("save").disabled = !isTable;
    if (answer.yes !== undefined) {
      of("state").textContent = said(answer.yes ? "yes" : "no");
      return;
    }
    let state = said("rows", { number: number(answer.count), seconds });
    if (answer.count > answer.rows.length) state += ". " + said("more", { number: number(answer.rows.length) });
    of("state").textContent = state;
    if (!of("answer").hidden) of("answer").append(table(answer));
  }

  // What is shown is of what was asked last, with the caveats that stand above it
  function clear() {
    of("answer").replaceChildren();
    of("answer").hidden = true;
    of("save").disabled = true;
    of("state").textContent = "";
  }

  function busy(is) {
    of("ask").disabled = is;
    of("stop").disabled = !is;
    if (is) of("save").disabled = true;
    clearInterval(clock);
  }

  async function ask() {
    const text = field.value;
    clear();
    of("problem").textContent = "";
    const form = formOf(text);
    if (!["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"].includes(form)) {
      of("problem").textContent = said("form");
      return;
    }
    busy(true);
    const mine = {};
    ask.running = mine;
    try {
      ready = ready || load(mine);
      await ready;
      const computed = asksComputed() ? settings.computed.graph : "";
      if (computed) await (more = more || loadComputed(mine));
      if (ask.running !== mine) return;
      const start = performance.now();
      // Whole seconds while it runs; an answer within a tenth of one says so too
      const passed = (parts) => number(Math.round(((performance.now() - start) / 1000) * parts) / parts);
      of("state").textContent = said("asking", { seconds: number(0) });
      clock = setInterval(() => (of("state").textContent = said("asking", { seconds: passed(1) })), 1000);
      const graph = form === "CONSTRUCT" || form === "DESCRIBE";
      const answer = await sent({ does: "ask", text, graph, most: MOST, computed });
      if (ask.running !== mine) return;
      busy(false);
      if (!answer.failed) return show(answer, passed(100));
      of("state").textContent = "";
      of("problem").textContent = answer.ends ? said("memory") : wrong(answer.failed);
      if (answer.ends) end();
    } catch (error) {
      if (ask.running !== mine) return;
      // What failed is loaded again with the next question
      end();
      busy(false);
      of("state").textContent = "";
      of("problem").textContent = error instanceof Told ? error.message : said("failed", { why: String(error) });
    }
  }

  function stop(words) {
    ask.running = null;
    end();
    busy(false);
    of("state").textContent = words;
  }

  async function save() {
    const mine = {};
    ask.running = mine;
    busy(true);
    const { text, failed } = await sent({ does: "save" }).catch((error) => ({ failed: error.message }));
    if (ask.running !== mine) return;
    busy(false);
    of("save").disabled = false;
    if (failed) {
      of("problem").textContent = said("memory");
      return;
    }
    const link = document.createElement("a");
    // The mark tells a spreadsheet that this is UTF-8
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
    link.download = "answer.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  const asksComputed = () => settings.computed !== null && of("computed").checked;

  // All facts or those of a place. What is computed goes with all: of a part it would be wrong
  function listParts() {
    if (!settings.slices.length) return;
    const all = said("whole", { number: number(settings.facts.statements) });
    of("part").append(new Option(all, settings.facts.path));
    for (const [label, items] of settings.slices) {
      const group = document.createElement("optgroup");
      group.label = label;
      for (const { name, path, statements } of items) {
        group.append(new Option(said("part", { place: name, number: number(statements) }), path));
      }
      of("part").append(group);
    }
    of("part").addEventListener("change", () => take(of("part").value));
  }

  function take(path) {
    if (path === part.path) return;
    clear();
    stop("");
    kept.delete(part.path);
    const items = settings.slices.flatMap(([, each]) => each);
    part = items.find((each) => each.path === path) || settings.facts;
    of("part").value = part.path;
    of("partial").textContent = part.name ? said("slice", { place: part.name }) : "";
    if (part.name && asksComputed()) {
      of("computed").checked = false;
      caution();
    }
  }

  // The examples of the facts, then the queries of each question
  function list() {
    const groups = [[said("facts"), settings.examples.map(({ title }, place) => [title, `facts ${place}`])]];
    for (const { name, title, texts } of settings.questions) {
      groups.push([title, texts.map((text, place) => [text, `${name} ${place}`])]);
    }
    for (const [label, options] of groups) {
      const group = document.createElement("optgroup");
      group.label = label;
      for (const [title, value] of options) group.append(new Option(title, value));
      if (options.length) of("example").append(group);
    }
  }

  async function choose() {
    const [name, place] = of("example").value.split(" ");
    const question = settings.questions.find((each) => each.name === name);
    if (settings.computed) of("computed").checked = Boolean(question);
    caution(question);
    if (!question) {
      field.value = settings.examples[Number(place)].text;
      return;
    }
    field.value = "";
    try {
      const answer = await fetch(settings.top + settings.questions_file, { cache: "no-cache" });
      if (!answer.ok) throw new Error(String(answer.status));
      const text = (await answer.json())[name][Number(place)];
      if (of("example").value === `${name} ${place}`) field.value = text;
    } catch (error) {
      of("problem").textContent = said("missing", { file: settings.questions_file, why: error.message });
    }
  }

  // What is computed is never shown without its caveats, and those of the question
  function caution(question) {
    if (!settings.computed) return;
    clear();
    // Its answer would come below the caveats of another question, or below none
    if (!of("stop").disabled) stop(said("stopped"));
    if (of("computed").checked) take(settings.facts.path);
    of("caveats").hidden = !of("computed").checked;
    of("notices").replaceChildren();
    for (const notice of question ? question.notices : []) {
      const item = document.createElement("li");
      item.dir = "auto";
      item.textContent = notice;
      of("notices").append(item);
    }
    of("whole").hidden = !question;
    if (!question) return;
    of("whole").href = question.page;
    of("whole").textContent = said("answer");
  }

  const why = hindrance();
  if (why) {
    of("closed").textContent = why;
    if (location.protocol === "file:") {
      const path = decodeURIComponent(new URL(settings.top, location.href).pathname);
      // On Windows the path of a file is /C:/…, which no command there takes
      const folder = path.replace(/\/$/, "").replace(/^\/(?=[A-Za-z]:)/, "");
      of("line").textContent = `python -m http.server -d "${folder}"`;
      of("line").hidden = false;
    }
    return;
  }
  listParts();
  list();
  choose();
  of("closed").hidden = true;
  of("asking").hidden = false;
  of("example").addEventListener("change", choose);
  of("ask").addEventListener("click", ask);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !of("ask").disabled) ask();
  });
  if (settings.computed) of("computed").addEventListener("change", () => caution());
  of("stop").addEventListener("click", () => stop(said("stopped")));
  of("save").addEventListener("click", save);
})();
