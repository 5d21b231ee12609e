// "Save for a slide": one PNG with heading, coverage, picture, legend and what is left out, in the screen's colours.
(function () {
  "use strict";
  const { data, family, element, colours } = window.pledgegraphPicture;
  const words = window.pledgegraphUse.words;

  // The SVG drawing with its colours written into it, so that it stands alone; in the colours of the screen.
  function drawingAlone(scale) {
    const source = document.getElementById("drawing");
    const copy = source.cloneNode(true);
    const parts = [source, ...source.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((part, i) => {
      const look = getComputedStyle(parts[i]);
      ["fill", "stroke", "stroke-width", "stroke-dasharray", "paint-order", "opacity", "font-size", "font-weight", "font-family"]
        .forEach((property) => part.setAttribute(property, look.getPropertyValue(property)));
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", String(data.box[2] * scale));
    copy.setAttribute("height", String(data.box[3] * scale));
    return "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copy));
  }

  function broken(ctx, text, width) {
    const lines = [""];
    text.split(/\s+/).forEach((word) => {
      const longer = (lines[lines.length - 1] + " " + word).trim();
      if (ctx.measureText(longer).width <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    });
    return lines;
  }

  function leftOut(texts) {
    return words["left out, on a slide"].replace("{texts}", () => texts.join(" · "));
  }

  // Heading, coverage, legend and what is left out travel with the picture: a slide has no second page.
  function textsBelow() {
    const textsOf = (query) => [...document.querySelectorAll(query)].map((item) => item.textContent.trim());
    const left = textsOf("#left-out span");
    const dashed = data.lines.some((line) => line.computed) ? [words.dashed] : [];
    return [...textsOf(".words"), ...dashed, ...(left.length === 0 ? [] : [leftOut(left)]), ...textsOf(".foot")];
  }

  function linesOf(width, unit, size, weight, texts) {
    const ctx = document.createElement("canvas").getContext("2d");
    ctx.font = weight + " " + size * unit + "px " + family;
    return texts.flatMap((text) => broken(ctx, text, width - 48 * unit)
      .map((line) => ({ line, tall: size * unit * 1.4, font: ctx.font })));
  }

  function write(ctx, lines, left, top) {
    ctx.fillStyle = colours().ink;
    lines.forEach(({ line, tall, font }) => {
      top += tall;
      ctx.font = font;
      ctx.fillText(line, left, top);
    });
    return top;
  }

  function drawPart(ctx, part, svg, x, y, scale) {
    const [left, top, , tall] = svg.getAttribute("viewBox").split(" ").map(Number);
    const look = getComputedStyle(part);
    const path = new Path2D(part.getAttribute("d"));
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(scale, scale);
    ctx.translate(-left, -top - tall / 2);
    ctx.setLineDash(look.strokeDasharray === "none" ? [] : look.strokeDasharray.split(/[ ,]+/).map(parseFloat));
    if (look.fill !== "none") {
      ctx.fillStyle = look.fill;
      ctx.fill(path);
    }
    if (look.stroke !== "none") {
      ctx.strokeStyle = look.stroke;
      ctx.lineWidth = parseFloat(look.strokeWidth);
      ctx.stroke(path);
    }
    ctx.restore();
  }

  function writeLegend(ctx, top, width, unit) {
    let x = 24 * unit;
    ctx.font = 13 * unit + "px " + family;
    document.querySelectorAll(".kinds li").forEach((item) => {
      const text = item.textContent.trim().replace(/\s+/g, " ");
      const svg = item.querySelector("svg");
      const [, , inside] = svg === null ? [0, 0, 0] : svg.getAttribute("viewBox").split(" ").map(Number);
      const drawn = inside === 0 ? 0 : Number(svg.getAttribute("width"));
      const wide = ctx.measureText(text).width + (drawn + 26) * unit;
      if (x + wide > width) {
        x = 24 * unit;
        top += 24 * unit;
      }
      item.querySelectorAll("svg path").forEach((part) => drawPart(ctx, part, svg, x, top, unit * drawn / inside));
      ctx.fillText(text, x + (drawn + 6) * unit, top + 5 * unit);
      x += wide;
    });
    return top + 12 * unit;
  }

  function save() {
    const scale = Math.min(2, 6000 / Math.max(data.box[2], data.box[3]));
    const picture = new Image();
    picture.addEventListener("load", () => {
      const width = Math.max(1400, Math.round(data.box[2] * scale));
      const unit = width / 1280;
      const above = [
        ...linesOf(width, unit, 25, "700", [document.querySelector("h1").textContent]),
        ...linesOf(width, unit, 15, "400",
          [...document.querySelectorAll(".coverage, .about, .notice")].map((part) => part.textContent)),
      ];
      const below = linesOf(width, unit, 12, "400", textsBelow());
      const tall = [...above, ...below].reduce((sum, line) => sum + line.tall, 0);
      const canvas = document.createElement("canvas");
      canvas.width = width;
      canvas.height = Math.round(tall + picture.height + 110 * unit);
      const ctx = canvas.getContext("2d");
      ctx.fillStyle = colours().page;
      ctx.fillRect(0, 0, canvas.width, canvas.height);
      const top = write(ctx, above, 24 * unit, 8 * unit) + 12 * unit;
      ctx.drawImage(picture, (width - picture.width) / 2, top, picture.width, picture.height);
      write(ctx, below, 24 * unit, writeLegend(ctx, top + picture.height + 14 * unit, width, unit));
      const link = element("a");
      link.href = canvas.toDataURL("image/png");
      link.download = "picture.png";
      link.click();
    });
    picture.src = drawingAlone(scale);
  }

  document.getElementById("save").addEventListener("click", save);
})();
