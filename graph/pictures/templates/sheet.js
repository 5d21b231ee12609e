// What a sheet does when its rows are narrowed or one is chosen: marks of others are faint, and the pledges behind a count
// open over the picture. Each mark knows the row or the section that it is of.
(function () {
  "use strict";
  const use = window.pledgegraphUse;
  const marks = [...document.querySelectorAll("figure [data-of]")];
  const sections = [...document.querySelectorAll(".opens")];
  const panel = document.getElementById("chosen");
  const root = document.documentElement;
  let opened = "";
  let before = null; // what had the keyboard before a section opened

  const rowsOf = (id) => {
    const owner = document.getElementById(id);
    return owner.matches("tr") ? [owner] : [...owner.querySelectorAll("tr[data-row]")];
  };

  function open(id) {
    if (id === opened) return;
    if (id !== "" && opened === "") before = document.activeElement;
    sections.forEach((section) => section.classList.toggle("opened", section.id === id));
    opened = id;
    if (id !== "") {
      const section = document.getElementById(id);
      section.scrollTop = 0;
      section.focus({ preventScroll: true });
    } else if (before !== null) before.focus({ preventScroll: true });
  }

  // The panel is on the other side, so that it does not cover what it is about.
  function standAside(id) {
    const own = marks.find((mark) => mark.dataset.of === id && mark.closest("a") !== null);
    const box = own === undefined ? { left: 0, right: 0 } : own.getBoundingClientRect();
    panel.classList.toggle("left", box.left + box.right > window.innerWidth);
  }

  document.addEventListener("pledgegraph:shown", (event) => {
    const { shown, chosen } = event.detail;
    const isShown = new Map();
    new Set(marks.map((mark) => mark.dataset.of)).forEach((id) => {
      isShown.set(id, shown === null || rowsOf(id).some((row) => shown.has(row.id)));
    });
    marks.forEach((mark) => {
      mark.classList.toggle("quiet", !isShown.get(mark.dataset.of));
      mark.classList.toggle("picked", mark.dataset.of === chosen);
    });
    sections.forEach((section) => {
      const rows = rowsOf(section.id);
      const hits = rows.filter((row) => !row.hidden).length;
      const said = section.querySelector(".hits");
      said.hidden = hits === rows.length;
      said.textContent = use.words.found.replace("{hits}", hits).replace("{all}", rows.length);
    });
    open(sections.some((section) => section.id === chosen) ? chosen : "");
    standAside(chosen);
    fit(); // what was found may need a further line of tools
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-of]");
    const close = event.target.closest(".opens .close");
    if (close !== null) {
      event.preventDefault();
      use.choose("");
    // A mark inside a link is chosen by the link
    } else if (mark !== null && event.target.closest("a") === null) use.choose(mark.dataset.of);
  });

  // The picture takes what the tools above it leave of the window.
  function fit() {
    root.style.setProperty("--above", document.getElementById("tools").offsetHeight + "px");
  }
  root.classList.add("live");
  fit();
  window.addEventListener("resize", fit);
})();
