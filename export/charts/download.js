(() => {
"use strict";
const byId = id => document.getElementById(id);
const table = JSON.parse(byId("observations").textContent);
const number = new Set(table.numbers);
for (const part of document.querySelectorAll(".needs-script")) part.hidden = false;

function save(name, type, ...content) {
  const url = URL.createObjectURL(new Blob(content, { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

// As RFC 4180 has it. A text that a spreadsheet would take for a formula gets an apostrophe in front.
function csvCell(text, column) {
  if (!number.has(column) && /^[=+\-@\t\r\n]/.test(text)) text = "'" + text;
  if (!/[",\r\n]|^\s|^\\\.$/.test(text)) return text;
  return '"' + text.replaceAll('"', '""').replaceAll("\r", "").replaceAll("\n", "\r\n") + '"';
}

function csv(rows) {
  return [table.columns, ...rows].map((row, i) => row.map((cell, j) => i ? csvCell(cell, j) : cell).join(",") + "\r\n").join("");
}

// Numbers keep every digit: they pass through as they are written.
function json(rows) {
  const quoted = text => JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, c => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
  const value = (cell, column) => cell === "" ? "null" : number.has(column) ? cell : quoted(cell);
  const object = row => "\n  {" + row.map((cell, j) => quoted(table.columns[j]) + ": " + value(cell, j)).join(", ") + "}";
  return "[" + rows.map(object).join(",") + "\n]\n";
}

// A picture of a chart: its static drawing with the title above and the source below, in light colours.
const width = 720;
const margin = 24;
const looks = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "paint-order",
  "font-family", "font-size", "font-weight", "visibility"];

function svgElement(name, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
}

// Words of a text in lines that fit the picture.
const ruler = document.createElement("canvas").getContext("2d");
function lines(text, font, room) {
  ruler.font = font;
  const out = [];
  for (const word of text.split(/[ \n\t]+/).filter(Boolean)) {
    const longer = out.length ? out[out.length - 1] + " " + word : word;
    if (out.length && ruler.measureText(longer).width <= room) out[out.length - 1] = longer;
    else out.push(word);
  }
  return out;
}

// copy gives a node of the drawing its looks by itself, without links and without what only a pointer meets.
function copy(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.cloneNode();
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  const style = getComputedStyle(node);
  if (style.display === "none" && node.localName !== "defs" && !node.closest("defs") || node.classList.contains("hit")) return null;
  const out = node.localName === "a" ? svgElement("g", {}) : node.cloneNode(false);
  for (const name of ["class", "href", "role", "aria-label", "aria-describedby", "aria-hidden", "data-row"]) out.removeAttribute(name);
  for (const look of looks) {
    const value = style.getPropertyValue(look);
    if (value) out.setAttribute(look, value.replace(/url\("?[^"#]*(#[^")]*)"?\)/, "url($1)"));
  }
  for (const child of node.childNodes) {
    const part = copy(child);
    if (part) out.append(part);
  }
  return out;
}

// inLight does something while the page has its light colours and shows the static drawings.
function inLight(plots, act) {
  const root = document.documentElement;
  const live = plots.filter(plot => plot.classList.contains("live"));
  root.classList.add("light");
  for (const plot of live) plot.classList.remove("live");
  try { return act(); } finally {
    root.classList.remove("light");
    for (const plot of live) plot.classList.add("live");
  }
}

function picture(figure) {
  const plots = [...figure.querySelectorAll(".plot")];
  return inLight(plots, () => {
    const root = document.documentElement;
    const style = getComputedStyle(root);
    const [ink, muted, ground] = ["--ink", "--muted", "--surface"].map(name => style.getPropertyValue(name).trim());
    const family = getComputedStyle(document.body).fontFamily;
    const room = width - 2 * margin;
    const title = figure.querySelector("h3").textContent;
    const svg = svgElement("svg", { xmlns: "http://www.w3.org/2000/svg", width, "font-family": family, lang: root.lang });
    svg.append(svgElement("title", {}, title), svgElement("desc", {}, plots.map(plot => plot.firstElementChild.getAttribute("aria-label")).join(" ")));
    svg.append(svgElement("rect", { width: "100%", height: "100%", fill: ground }));
    let y = margin;
    const write = (text, size, weight, fill) => {
      for (const line of lines(text, `${weight} ${size}px ${family}`, room)) {
        y += size * 1.35;
        svg.append(svgElement("text", { x: margin, y: y.toFixed(1), "font-size": size, "font-weight": weight, fill }, line));
      }
    };
    write(title, 19, 700, ink);
    write(figure.querySelector(".unit").firstChild.textContent, 14, 400, muted);
    for (const plot of plots) {
      const heading = plot.closest(".panel")?.querySelector(".unit");
      if (heading) {
        y += 12;
        write(heading.textContent, 14, 600, ink);
      }
      y += 16;
      const drawing = plot.querySelector(".drawing");
      const inner = copy(drawing);
      for (const [key, value] of Object.entries({ x: margin, y, width: room, overflow: "visible" })) inner.setAttribute(key, value);
      svg.append(inner);
      y += Number(drawing.getAttribute("height"));
      write(plot.nextElementSibling.textContent, 12, 400, muted);
    }
    const source = figure.querySelector(".unit cite") || document.querySelector("h1");
    y += 8;
    write(document.body.dataset.source.replace("{title}", () => source.textContent), 12, 400, muted);
    const height = Math.ceil(y + margin);
    svg.setAttribute("height", height);
    return { text: new XMLSerializer().serializeToString(svg), height };
  });
}

function savePNG(name, { text, height }) {
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob(blob => save(name, "image/png", blob));
  };
  image.src = url;
}

document.addEventListener("click", event => {
  const button = event.target.closest("[data-save]");
  if (!button) return;
  const kind = button.dataset.save;
  const figure = button.closest("figure");
  let rows = table.rows;
  let name = "observations";
  if (figure) {
    const drawn = new Set([...figure.querySelectorAll("[data-observation]")].map(row => row.dataset.observation));
    rows = rows.filter(row => drawn.has(row[0]));
    name = figure.id.slice(0, 100);
  }
  switch (kind) {
    case "csv": return save(name + ".csv", "text/csv;charset=utf-8", csv(rows));
    case "json": return save(name + ".json", "application/json", json(rows));
    case "svg": return save(name + ".svg", "image/svg+xml", picture(figure).text);
    case "png": return savePNG(name + ".png", picture(figure));
  }
});
})();
