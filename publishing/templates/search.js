// Searches the names of all things in a file of this site. Nothing that is typed leaves the page.
"use strict";
(() => {
  const field = document.getElementById("search");
  const results = document.getElementById("results");
  const status = document.getElementById("found");
  const most = 50;
  let things = null;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  async function load() {
    if (things) return things;
    const answer = await fetch(field.dataset.index);
    if (!answer.ok) throw new Error(String(answer.status));
    things = [];
    for (const { kind, start, things: rows } of await answer.json()) {
      for (const [name, codes, link] of rows) {
        things.push({ kind, name, codes, link: start + link, key: plain(name + " " + codes) });
      }
    }
    return things;
  }

  function show(found) {
    results.replaceChildren();
    for (const { kind, name, codes, link } of found.slice(0, most)) {
      const anchor = document.createElement("a");
      anchor.href = field.dataset.home + link;
      anchor.textContent = name;
      anchor.dir = "auto";
      const item = document.createElement("li");
      item.append(anchor, " · " + kind + (codes ? " · " + codes : ""));
      results.append(item);
    }
    status.textContent = String(found.length);
  }

  async function search() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    if (!words.length) {
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const all = await load();
      show(all.filter(({ key }) => words.every((word) => key.includes(word))));
    } catch {
      status.textContent = field.dataset.failed;
    }
  }

  field.hidden = false;
  field.addEventListener("input", search);
})();
