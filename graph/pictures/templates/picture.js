// Brings the picture to life. Texts come from the list, already in the page, or from the data block, and are set as
// text only; cards and lines are known by number, because an id is data and may be anything.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("picture-data").textContent);
  const byId = (id) => document.getElementById(id);
  const rows = data.cards.map((_, number) => byId("thing-" + number));
  const openSign = new Path2D(data.openSign);
  const paths = data.cards.map((card) => new Path2D(card.path));
  const neighbours = data.cards.map((_, number) => new Set([number]));
  data.lines.forEach((line) => {
    neighbours[line.start].add(line.end);
    neighbours[line.end].add(line.start);
  });
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const family = getComputedStyle(document.body).fontFamily;
  let colours = {};
  let chosen = null;
  let bright = null; // the numbers that stand out; null: all

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    colours = {};
    ["page", "card", "ink", "soft", "line", "central", "mark"].concat(data.cards.map((card) => card.style))
      .forEach((name) => { colours[name] = style.getPropertyValue("--" + name).trim(); });
  }

  function facts(number) {
    const list = rows[number].querySelector("dl");
    return list === null ? null : list.cloneNode(true);
  }

  function name(number) {
    return rows[number].querySelector("th bdi").textContent;
  }

  function kindName(number) {
    return rows[number].querySelector(".kind bdi").textContent;
  }

  // What a card is, and the meaning of the ring on it.
  function about(number) {
    return kindName(number) + (data.cards[number].open ? " · " + data.words.open : "");
  }

  function tooltip(number) {
    const box = element("div");
    const title = element("strong", name(number));
    title.dir = "auto";
    const list = facts(number);
    box.append(title, element("span", about(number)));
    if (list !== null) box.append(list);
    return box;
  }

  function drawOpenSign(ctx) {
    ctx.fillStyle = colours.page;
    ctx.fill(openSign);
    ctx.lineWidth = 3;
    ctx.strokeStyle = colours.ink;
    ctx.stroke(openSign);
  }

  function drawCard(number) {
    const card = data.cards[number];
    const wide = data.width;
    return ({ ctx, x, y, state }) => ({
      drawNode() {
        ctx.save();
        ctx.globalAlpha = bright === null || bright.has(number) ? 1 : 0.18;
        ctx.translate(x, y);
        ctx.beginPath();
        ctx.roundRect(-wide / 2, -card.height / 2, wide, card.height, 7);
        ctx.fillStyle = card.central ? colours.central : colours.card;
        ctx.fill();
        ctx.lineWidth = card.central || state.selected ? 3.5 : state.hover ? 2.5 : 1.5;
        ctx.strokeStyle = state.selected ? colours.mark : colours[card.style];
        ctx.stroke();
        ctx.fillStyle = colours.ink;
        ctx.font = (card.central ? "700 " : "") + "13px " + family;
        ctx.textBaseline = "alphabetic";
        ctx.textAlign = "start";
        ctx.direction = card.rightToLeft ? "rtl" : "ltr";
        card.lines.forEach((line, i) => {
          const middle = (i - (card.lines.length - 1) / 2) * 16 + 4.5;
          ctx.fillText(line, card.rightToLeft ? wide / 2 - 10 : 38 - wide / 2, middle, wide - 46);
        });
        ctx.translate(20 - wide / 2, 0);
        ctx.fillStyle = colours[card.style];
        ctx.fill(paths[number]);
        if (card.open) {
          ctx.translate(wide - 36, -card.height / 2);
          drawOpenSign(ctx);
        }
        ctx.restore();
      },
      nodeDimensions: { width: wide, height: card.height },
    });
  }

  // The same curve as in the SVG drawing, between wherever the two cards stand now.
  function curve(line, places) {
    const { x, y } = places[line.start];
    const { x: u, y: v } = places[line.end];
    if (line.start === line.end) {
      const side = x + data.width / 2;
      const rise = data.cards[line.start].height * (1 + Math.abs(line.bow) / 2);
      return [[side - 30, y], [side + 60, y - rise], [side - 110, y - rise * 1.5], [side - 60, y]];
    }
    if (line.swing !== 0) return [[x, y], [x + line.swing / 0.75, y], [u + line.swing / 0.75, v], [u, v]];
    const [dx, dy] = [u - x, v - y];
    const far = Math.hypot(dx, dy) || 1;
    const aside = line.bow * Math.min(0.35 * far, 60) / far;
    const [bentX, bentY] = [-dy * aside, dx * aside];
    const [stepX, stepY] = Math.abs(dx) > data.width ? [dx / 2, 0] : [dx / 3, dy / 3];
    return [[x, y], [x + stepX + bentX, y + stepY + bentY], [u - stepX + bentX, v - stepY + bentY], [u, v]];
  }

  function at(points, t) {
    const s = 1 - t;
    const weights = [s * s * s, 3 * t * s * s, 3 * t * t * s, t * t * t];
    return [0, 1].map((axis) => points.reduce((sum, point, i) => sum + point[axis] * weights[i], 0));
  }

  function drawArrow(ctx, points, line) {
    const [u, v] = points[3];
    const reach = [data.width / 2 + 2, data.cards[line.end].height / 2 + 2];
    let t = 1;
    let tip = points[3];
    while (t > 0 && Math.abs(tip[0] - u) <= reach[0] && Math.abs(tip[1] - v) <= reach[1]) {
      t -= 0.01;
      tip = at(points, Math.max(0, t));
    }
    const before = at(points, Math.max(0, t - 0.02));
    const way = Math.atan2(tip[1] - before[1], tip[0] - before[0]);
    ctx.beginPath();
    ctx.moveTo(tip[0], tip[1]);
    [-0.4, 0.4].forEach((turn) => ctx.lineTo(tip[0] - 9 * Math.cos(way + turn), tip[1] - 9 * Math.sin(way + turn)));
    ctx.fill();
  }

  function drawLines(ctx) {
    const places = network.getPositions();
    const words = [];
    data.lines.forEach((line) => {
      const own = chosen !== null && (line.start === chosen || line.end === chosen);
      const hidden = bright !== null && !(bright.has(line.start) && bright.has(line.end));
      const quiet = hidden || (chosen !== null && !own);
      const points = curve(line, places);
      ctx.globalAlpha = quiet ? 0.12 : 1;
      ctx.lineWidth = own ? 2.2 : 1.3;
      ctx.strokeStyle = ctx.fillStyle = own ? colours.mark : colours.line;
      ctx.setLineDash(line.computed ? [6, 4] : []);
      ctx.beginPath();
      ctx.moveTo(...points[0]);
      ctx.bezierCurveTo(...points[1], ...points[2], ...points[3]);
      ctx.stroke();
      drawArrow(ctx, points, line);
      if (!quiet && (own || line.shown)) words.push([line.label, at(points, 0.5)]);
    });
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
    return words;
  }

  function drawWords(ctx, words) {
    ctx.font = "11.5px " + family;
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    ctx.direction = "ltr";
    ctx.lineWidth = 4;
    ctx.lineJoin = "round";
    ctx.strokeStyle = colours.page;
    ctx.fillStyle = colours.soft;
    words.forEach(([label, [x, y]]) => {
      ctx.strokeText(label, x, y + 4);
      ctx.fillText(label, x, y + 4);
    });
  }

  readColours();
  const holder = byId("canvas");
  holder.hidden = false;
  document.documentElement.classList.add("live");
  const nodes = new vis.DataSet(data.cards.map((card, number) => ({
    id: number, x: card.x, y: card.y, shape: "custom", ctxRenderer: drawCard(number), title: tooltip(number),
  })));
  // vis keeps the ties for its springs; we draw them, so that screen and paper show the same curves.
  const edges = new vis.DataSet(data.lines.map((line, number) => ({
    id: number, from: line.start, to: line.end, hidden: true, smooth: false,
  })));
  const network = new vis.Network(holder, { nodes, edges }, {
    physics: { enabled: false, solver: "repulsion", repulsion: { nodeDistance: 240, springLength: 260 } },
    layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 150, keyboard: { enabled: true, bindToWindow: false } },
  });
  network.on("beforeDrawing", (ctx) => {
    ctx.save();
    drawWords(ctx, drawLines(ctx));
    ctx.restore();
  });

  function showWhole() {
    if (holder.clientWidth === 0) return; // on paper the canvas is not shown
    const [x, y, width, height] = data.box;
    const scale = Math.min(holder.clientWidth / width, holder.clientHeight / height, 1.6);
    network.moveTo({ position: { x: x + width / 2, y: y + height / 2 }, scale });
  }

  function describe(number) {
    const box = byId("chosen");
    box.replaceChildren();
    box.hidden = number === null;
    if (number === null) return;
    const title = element("h2", name(number));
    title.dir = "auto";
    box.append(title, element("p", about(number), "about"));
    [facts(number), rows[number].querySelector(".ties ul")].forEach((part, i) => {
      if (part === null) return;
      box.append(element("h3", i === 0 ? data.words.facts : data.words.ties), part.cloneNode(true));
    });
    const close = element("button", data.words["show all"]);
    close.type = "button";
    close.addEventListener("click", () => choose(null));
    box.append(close);
  }

  function choose(number) {
    if (chosen !== null) rows[chosen].classList.remove("chosen");
    chosen = number;
    bright = number === null ? null : neighbours[number];
    if (number === null) network.unselectAll();
    else {
      rows[number].classList.add("chosen");
      network.selectNodes([number], false);
    }
    describe(number);
    network.redraw();
  }

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  const texts = rows.map((row) => folded(
    [".kind", "th", ".facts"].map((part) => row.querySelector(part).textContent).join(" ")));

  function search() {
    const words = folded(byId("search").value).split(/\s+/).filter((word) => word !== "");
    choose(null);
    const hits = texts.flatMap((text, number) => (words.every((word) => text.includes(word)) ? [number] : []));
    rows.forEach((row) => { row.hidden = words.length > 0; });
    hits.forEach((number) => { rows[number].hidden = false; });
    bright = words.length === 0 ? null : new Set(hits);
    byId("found").textContent = words.length === 0 ? "" : 
      data.words.found.replace("{hits}", hits.length).replace("{all}", rows.length);
    network.redraw();
    return hits;
  }

  function goTo(number) {
    choose(number);
    const at = network.canvasToDOM(network.getPosition(number));
    const inSight = at.x > 60 && at.y > 20 && at.x < holder.clientWidth - 60 && at.y < holder.clientHeight - 20;
    if (!inSight || network.getScale() < 0.6) network.focus(number, { scale: Math.max(network.getScale(), 0.9) });
    holder.scrollIntoView({ block: "nearest" });
  }

  function move(on) {
    byId("move").setAttribute("aria-pressed", String(on));
    network.setOptions({ physics: { enabled: on } });
  }

  rows.forEach((row, number) => {
    const button = element("button", data.words.show, "show");
    button.type = "button";
    button.addEventListener("click", () => goTo(number));
    row.querySelector("th").append(button);
  });
  byId("chosen").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-thing]");
    if (link === null) return;
    event.preventDefault();
    goTo(Number(link.dataset.thing));
  });
  network.on("click", (event) => choose(event.nodes.length > 0 ? event.nodes[0] : null));
  byId("search").addEventListener("input", search);
  byId("search").addEventListener("keydown", (event) => {
    if (event.key === "Escape") byId("search").value = "";
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    const hits = search();
    if (event.key === "Enter" && hits.length > 0) goTo(hits[0]);
  });
  const zoom = (by) => network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * by)) });
  byId("closer").addEventListener("click", () => zoom(1.25));
  byId("farther").addEventListener("click", () => zoom(0.8));
  byId("print").addEventListener("click", () => window.print());
  byId("move").addEventListener("click", () => move(byId("move").getAttribute("aria-pressed") !== "true"));
  byId("whole").addEventListener("click", () => {
    move(false);
    data.cards.forEach((card, number) => network.moveNode(number, card.x, card.y));
    showWhole();
  });
  // A wheel over the picture scrolls the page, as anywhere else, unless Ctrl is held or fingers pinch.
  holder.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) event.stopImmediatePropagation();
  }, { capture: true });
  dark.addEventListener("change", () => { readColours(); network.redraw(); });
  network.on("resize", showWhole);

  ["tools", "hint"].forEach((id) => { byId(id).hidden = false; });
  showWhole();
  window.pledgegraphPicture = { network, nodes, edges, data, family, element, colours: () => colours };
})();
