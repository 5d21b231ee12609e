// The use of a picture with its table: filters, search, what is chosen, back and forward. A page's own script draws what
// is shown: it hears "pledgegraph:shown" on the document, with the shown rows and the chosen one.
// Texts come from the table and the words of the page, and are set as text only.
(function () {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(byId("use-words").textContent);
  const rows = [...document.querySelectorAll("tr[data-row]")];
  const numbers = new Map(rows.map((row, number) => [row.id, number]));
  const values = rows.map((row) => JSON.parse(row.dataset.filters || "null"));
  // A section that opens over the picture can be chosen as a row can
  const opening = new Set([...document.querySelectorAll(".opens")].map((section) => section.id));
  const isKnown = (id) => numbers.has(id) || opening.has(id);
  // A row that sums up others is shown with any of these, and is not counted
  const isSum = rows.map((row) => row.dataset.sum !== undefined);
  const inside = (id) => id === "" ? [] : [...byId(id).querySelectorAll("tr[data-row]")].map((row) => row.id);
  const ties = rows.map((row, number) => (isSum[number] ? inside(row.dataset.sum) : (row.dataset.with || "").split(" "))
    .flatMap((id) => numbers.has(id) ? [numbers.get(id)] : []));
  // A pledge may have several rows
  const count = (some) => new Set(some.flatMap((number) => isSum[number] ? [] : [rows[number].dataset.row || number])).size;
  const chips = [...document.querySelectorAll("button.chip")];
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  // Who looks for Denmark wants Denmark first, and not what is tied to it
  const texts = rows.map((row) => folded(
    [...row.children].filter((cell) => !cell.matches(".ties")).map((cell) => cell.textContent).join(" ")));
  // French has a blank before it
  const colon = document.documentElement.lang === "fr" ? " : " : ": ";
  const plain = () => ({ chosen: "", chips: [], search: "" });
  let state = plain();

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  // A pledge is shown if it has a value of each filter that is set; anything else, if such a pledge is tied to it.
  function filtered() {
    if (state.chips.length === 0) return rows.map((_, number) => number);
    const wanted = new Map();
    state.chips.forEach((number) => {
      const { filter, value } = chips[number].dataset;
      wanted.set(filter, (wanted.get(filter) || new Set()).add(value));
    });
    const has = (own) => own !== null && [...wanted].every(([name, some]) => (own[name] || []).some((value) => some.has(value)));
    const pledges = rows.flatMap((_, number) => has(values[number]) ? [number] : []);
    const shown = new Set(pledges);
    rows.forEach((_, number) => {
      if (values[number] === null && ties[number].some((other) => shown.has(other))) shown.add(number);
    });
    return [...shown].sort((one, other) => one - other);
  }

  const isPlain = () => state.chips.length === 0 && state.search.trim() === "";

  function found() {
    const asked = folded(state.search).split(/\s+/).filter((word) => word !== "");
    const hits = filtered().filter((number) => !isSum[number] && asked.every((word) => texts[number].includes(word)));
    const shown = new Set(hits);
    const sums = rows.flatMap((_, number) =>
      isSum[number] && (isPlain() || ties[number].some((other) => shown.has(other))) ? [number] : []);
    return [...hits, ...sums];
  }

  // Links are made by the page itself and lead to its own rows, or are the sources that a row gives.
  function describe() {
    const box = byId("chosen");
    box.replaceChildren();
    const row = byId(state.chosen);
    box.hidden = row === null || !numbers.has(state.chosen);
    if (box.hidden) return;
    const name = row.querySelector("th");
    const title = element("h2", (name.querySelector("bdi") || name).textContent);
    if (row.dataset.name) title.textContent = row.dataset.name;
    title.dir = "auto";
    const close = element("button", words.close, "close");
    close.type = "button";
    close.addEventListener("click", () => choose(""));
    box.append(title, close);
    const marks = [...row.querySelectorAll(".kind, .mark")].map((mark) => mark.textContent.trim()).join(" · ");
    if (marks !== "") box.append(element("p", marks, "about"));
    row.querySelectorAll("[data-part]").forEach((part) => {
      if (part.dataset.part !== "") box.append(element("h3", part.dataset.part));
      [...part.children].forEach((child) => box.append(child.cloneNode(true)));
    });
    if (row.querySelector("[data-part]") === null) box.append(cellsOf(row));
  }

  // Of a table without parts each cell below its heading.
  function cellsOf(row) {
    const list = element("dl");
    const headings = [...row.closest("table").querySelectorAll("thead th")];
    [...row.children].forEach((cell, i) => {
      if (cell.tagName === "TH" || cell.textContent.trim() === "") return;
      const pair = element("div");
      const value = element("dd");
      value.append(...[...cell.cloneNode(true).childNodes]);
      pair.append(element("dt", headings[i].textContent + colon), value);
      list.append(pair);
    });
    return list;
  }

  function show() {
    const isAll = isPlain();
    const hits = found();
    const shown = new Set(hits);
    rows.forEach((row, number) => {
      row.hidden = !shown.has(number);
      row.classList.toggle("chosen", row.id === state.chosen);
    });
    chips.forEach((chip, number) => chip.setAttribute("aria-pressed", String(state.chips.includes(number))));
    document.querySelectorAll("details.filter").forEach((filter) => {
      const picked = [...filter.querySelectorAll('.chip[aria-pressed="true"] bdi')].map((part) => part.textContent);
      filter.querySelector(".picked").textContent = picked.length === 0 ? "" : colon + picked.join(", ");
      filter.querySelector(".picked").hidden = picked.length === 0;
    });
    if (byId("search").value !== state.search) byId("search").value = state.search;
    byId("no-filter").hidden = isAll;
    byId("found").textContent = isAll ? "" : hits.length === 0 ? words["no row"] :
      words.found.replace("{hits}", count(hits)).replace("{all}", count([...rows.keys()]));
    describe();
    const detail = { shown: isAll ? null : new Set(hits.map((number) => rows[number].id)), chosen: state.chosen };
    document.dispatchEvent(new CustomEvent("pledgegraph:shown", { detail }));
    return hits;
  }

  // Each choice is a step that the browser can go back; letters of a search are one step together.
  function go(changes, isSmall) {
    const isSame = Object.keys(changes).every((name) => String(changes[name]) === String(state[name]));
    state = { ...state, ...changes };
    if (!isSame) history[isSmall ? "replaceState" : "pushState"](state, "", "#" + state.chosen);
    return show();
  }

  function choose(id) {
    go({ chosen: isKnown(id) ? id : "" });
    if (state.chosen !== "") byId("chosen").scrollTop = 0;
  }

  chips.forEach((chip, number) => chip.addEventListener("click", () => {
    const others = state.chips.filter((other) => other !== number);
    go({ chips: others.length === state.chips.length ? [...others, number] : others });
  }));
  byId("no-filter").addEventListener("click", () => {
    go({ chips: [], search: "" });
    byId("search").focus();
  });
  byId("search").addEventListener("input", () => go({ search: byId("search").value }, state.search !== ""));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.querySelector("details.filter[open]");
      if (open !== null) open.open = false;
      else if (state.chosen !== "") choose("");
      else if (document.activeElement === byId("search")) go({ search: "" });
    } else if (event.key === "Enter" && event.target === byId("search")) {
      event.preventDefault();
      const hits = found();
      if (hits.length > 0) choose(rows[hits[0]].id);
    }
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.filter[open]").forEach((filter) => {
      if (!filter.contains(event.target)) filter.open = false;
    });
    const link = event.target.closest('a[href^="#"]');
    if (link === null || !isKnown(link.getAttribute("href").slice(1))) return;
    event.preventDefault();
    choose(link.getAttribute("href").slice(1));
  });
  window.addEventListener("popstate", (event) => {
    state = { ...plain(), ...(event.state || { chosen: location.hash.slice(1) }) };
    show();
  });

  byId("tools").hidden = false;
  state = { ...plain(), ...(history.state || { chosen: location.hash.slice(1) }) };
  window.pledgegraphUse = { choose, show, element, words, rows, isKnown };
  // After the page's own script, which listens
  document.addEventListener("DOMContentLoaded", show);
})();
