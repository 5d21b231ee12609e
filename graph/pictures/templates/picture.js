// Draws the picture and lets a reader move in it. Texts come from the table, already in the page, or from the data block,
// and are set as text only; cards and lines are known by number, because an id is data and may be anything.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("picture-data").textContent);
  const use = window.pledgegraphUse;
  const { element, words } = use;
  const byId = (id) => document.getElementById(id);
  const rowId = (number) => "thing-" + number;
  const rows = data.cards.map((_, number) => byId(rowId(number)));
  const paths = data.cards.map((card) => new Path2D(card.path));
  const signs = Object.fromEntries(Object.entries(data.signs).map(([level, parts]) =>
    [level, parts.map((part) => ({ ...part, shape: new Path2D(part.path) }))]));
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

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    colours = {};
    ["page", "card", "ink", "soft", "line", "central", "mark", "open", "tag", "lettering", "joint"]
      .concat(data.cards.map((card) => card.style), data.cards.map((card) => card.frame))
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

  // What a card is, and the meaning of the tag on it.
  function about(number) {
    return kindName(number) + (data.cards[number].open ? " · " + words.open : "");
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

  function drawSign(ctx, number) {
    const { level } = data.cards[number];
    if (!(level in signs)) {
      ctx.fillStyle = colours[data.cards[number].style];
      ctx.fill(paths[number]);
      return;
    }
    signs[level].forEach((part) => {
      ctx.setLineDash(part.dashes);
      ctx.lineWidth = part.width;
      if (part.fill !== "none") { ctx.fillStyle = part.fill; ctx.fill(part.shape); }
      if (part.line !== "none") { ctx.strokeStyle = part.line; ctx.stroke(part.shape); }
    });
    ctx.setLineDash([]);
  }

  function isFar() {
    return data.isBrief && network.getScale() * 13 < 9.5;
  }

  // From far away a label in larger letters, with as much of it as its card can hold.
  function drawLabel(ctx, card) {
    const isBrief = isFar();
    const lines = isBrief ? card.brief : card.lines;
    const size = isBrief ? card.briefSize : 13;
    const leading = size * 1.15;
    const note = isBrief ? "" : card.note;
    ctx.fillStyle = colours.ink;
    ctx.textBaseline = "alphabetic";
    ctx.textAlign = "start";
    ctx.direction = card.rightToLeft ? "rtl" : "ltr";
    ctx.font = (card.central ? "700 " : "") + size + "px " + family;
    const first = size * 0.35 - (lines.length - 1) / 2 * leading - (note === "" ? 0 : 8);
    lines.forEach((line, i) => {
      ctx.fillText(line, card.rightToLeft ? data.width / 2 - 10 : 38 - data.width / 2, first + i * leading, data.width - 46);
    });
    if (note === "") return;
    ctx.direction = "ltr";
    ctx.fillStyle = colours.soft;
    ctx.font = "11.5px " + family;
    ctx.fillText(note, 38 - data.width / 2, card.height / 2 - 9, data.width - 46);
  }

  function drawTag(ctx, card) {
    ctx.translate(data.width / 2 - 8, -card.height / 2);
    ctx.beginPath();
    ctx.roundRect(-data.tagWidth, -9, data.tagWidth, 18, 9);
    ctx.fillStyle = colours.tag;
    ctx.fill();
    ctx.fillStyle = colours.lettering;
    ctx.font = "700 12px " + family;
    ctx.direction = "ltr";
    ctx.textAlign = "center";
    ctx.fillText(words["open tag"], -data.tagWidth / 2, 4.2);
  }

  function drawCard(number) {
    const card = data.cards[number];
    const wide = data.width;
    return ({ ctx, x, y, state }) => ({
      drawNode() {
        ctx.save();
        ctx.globalAlpha = bright === null || bright.has(number) ? 1 : 0.15;
        ctx.translate(x, y);
        ctx.beginPath();
        ctx.roundRect(-wide / 2, -card.height / 2, wide, card.height, 7);
        ctx.fillStyle = card.central ? colours.central : card.open ? colours.open : colours.card;
        ctx.fill();
        ctx.lineWidth = card.central || state.selected ? 3.5 : card.open || state.hover ? 2.5 : 1.5;
        ctx.strokeStyle = state.selected ? colours.mark : colours[card.frame];
        ctx.stroke();
        drawLabel(ctx, card);
        ctx.save();
        ctx.translate(20 - wide / 2, 0);
        drawSign(ctx, number);
        ctx.restore();
        if (card.open) drawTag(ctx, card);
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
    const labels = [];
    data.lines.forEach((line) => {
      const own = chosen !== null && (line.start === chosen || line.end === chosen);
      const hidden = bright !== null && !(bright.has(line.start) && bright.has(line.end));
      const quiet = hidden || (chosen !== null && !own);
      const points = curve(line, places);
      const isFaint = line.faint && !own;
      ctx.globalAlpha = quiet ? 0.08 : isFaint ? 0.4 : 1;
      ctx.lineWidth = line.support ? 2.4 : own ? 2.2 : isFaint ? 0.8 : 1.3;
      ctx.strokeStyle = ctx.fillStyle = own ? colours.mark : line.support ? colours.joint : colours.line;
      ctx.setLineDash(line.computed ? [6, 4] : []);
      ctx.beginPath();
      ctx.moveTo(...points[0]);
      ctx.bezierCurveTo(...points[1], ...points[2], ...points[3]);
      ctx.stroke();
      ctx.setLineDash([]);
      if (!isFaint) drawArrow(ctx, points, line);
      // Not larger than what there was room for between the cards
      const most = line.support ? data.wordSize : data.letters;
      const size = Math.max(11.5, Math.min(most, 9.5 / network.getScale()));
      if (line.label === "" || quiet) return;
      if (own || (line.shown && (line.support || !isFar()))) labels.push([line.label, at(points, line.at), size]);
    });
    ctx.globalAlpha = 1;
    return labels;
  }

  function drawWords(ctx, labels) {
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    ctx.direction = "ltr";
    ctx.lineWidth = 4;
    ctx.lineJoin = "round";
    ctx.strokeStyle = colours.page;
    ctx.fillStyle = colours.soft;
    labels.forEach(([label, [x, y], size]) => {
      ctx.font = size + "px " + family;
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
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 150, keyboard: { enabled: true, bindToWindow: false } },
  });
  network.on("beforeDrawing", (ctx) => {
    ctx.save();
    drawWords(ctx, drawLines(ctx));
    ctx.restore();
  });

  // The first look: all of it, between what is above and what is below, so that nothing has to be scrolled.
  function fit() {
    const top = holder.getBoundingClientRect().top + window.scrollY;
    const below = window.innerWidth > 700 ? byId("legend").offsetHeight + 14 : 0;
    holder.style.height = Math.max(300, Math.min(1200, window.innerHeight - top - below)) + "px";
    if (window.innerWidth <= 700) holder.style.height = "70vh";
  }

  function showWhole() {
    if (holder.clientWidth === 0) return; // on paper the canvas is not shown
    const [x, y, width, height] = data.box;
    const scale = Math.min(holder.clientWidth / width, holder.clientHeight / height, 1.6);
    network.moveTo({ position: { x: x + width / 2, y: y + height / 2 }, scale });
  }

  function inSight(number) {
    const at = network.canvasToDOM(network.getPosition(number));
    return at.x > 60 && at.y > 20 && at.x < holder.clientWidth - 60 && at.y < holder.clientHeight - 20;
  }

  // The panel is on the other side, so that it does not cover the card that it is about
  function standAside(number) {
    const at = network.canvasToDOM(network.getPosition(number));
    byId("chosen").classList.toggle("left", at.x > holder.clientWidth / 2);
  }

  document.addEventListener("pledgegraph:shown", (event) => {
    const { shown } = event.detail;
    const number = rows.findIndex((row) => row.id === event.detail.chosen);
    // On a phone the table comes first, and stays where it is
    if (number !== -1 && number !== chosen && window.innerWidth > 700) holder.scrollIntoView({ block: "nearest" });
    chosen = number === -1 ? null : number;
    bright = shown === null ? null : new Set(rows.flatMap((row, other) => shown.has(row.id) ? [other] : []));
    if (chosen === null) network.unselectAll();
    else {
      bright = neighbours[chosen];
      network.selectNodes([chosen], false);
      if (!inSight(chosen)) network.focus(chosen, { scale: network.getScale() });
      standAside(chosen);
    }
    network.redraw();
  });

  rows.forEach((row, number) => {
    const button = element("button", words.show, "show");
    button.type = "button";
    button.addEventListener("click", () => {
      use.choose(rowId(number));
      holder.scrollIntoView({ block: "nearest" });
    });
    row.querySelector("th").append(button);
  });
  network.on("click", (event) => use.choose(event.nodes.length > 0 ? rowId(event.nodes[0]) : ""));
  const zoom = (by) => network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * by)) });
  byId("closer").addEventListener("click", () => zoom(1.25));
  byId("farther").addEventListener("click", () => zoom(0.8));
  byId("print").addEventListener("click", () => window.print());
  byId("whole").addEventListener("click", () => {
    data.cards.forEach((card, number) => network.moveNode(number, card.x, card.y));
    showWhole();
  });
  // A wheel over the picture scrolls the page, as anywhere else, unless Ctrl is held or fingers pinch.
  holder.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) event.stopImmediatePropagation();
  }, { capture: true });
  dark.addEventListener("change", () => { readColours(); network.redraw(); });
  // After the library has scaled the picture its own way
  network.on("resize", () => requestAnimationFrame(showWhole));
  window.addEventListener("resize", fit);

  const frame = holder.querySelector(".vis-network");
  frame.setAttribute("role", "img");
  frame.setAttribute("aria-label", byId("drawing").getAttribute("aria-label"));
  ["hint", "zoom"].forEach((id) => { byId(id).hidden = false; });
  fit();
  network.setSize("100%", "100%");
  showWhole();
  window.pledgegraphPicture = { network, nodes, edges, data, family, element, colours: () => colours };
})();
