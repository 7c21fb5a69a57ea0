(() => {
"use strict";
const byId = id => document.getElementById(id);

// The chart library, where the page has it, draws the shapes over the static ones. It does not know
// the colours that a reader's system forces on pages.
if (matchMedia("(forced-colors: active)").matches) return;
const options = new Map((JSON.parse(byId("options").textContent) || []).map(chart => [chart.id, chart.option]));
const live = new Map();
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

// Options name colours as the style does.
function coloured(value, style, key) {
  if (Array.isArray(value)) return value.map(item => coloured(item, style));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, coloured(v, style, k)]));
  }
  if ((key === "color" || key === "borderColor") && String(value).startsWith("--")) return style.getPropertyValue(value).trim();
  return value;
}

function draw(plot) {
  let chart = live.get(plot);
  if (!chart) {
    const canvas = document.createElement("div");
    canvas.className = "canvas";
    canvas.setAttribute("aria-hidden", "true");
    plot.append(canvas);
    chart = window.echarts.init(canvas);
    live.set(plot, chart);
    resized.observe(plot);
  }
  const option = coloured(options.get(plot.dataset.chart), getComputedStyle(plot));
  chart.setOption({ ...option, animation: !still.matches });
  plot.classList.add("live");
}

// A chart far out of view gives back its memory; the static one stands in its place meanwhile.
function drop(plot) {
  const chart = live.get(plot);
  if (!chart) return;
  resized.unobserve(plot);
  plot.classList.remove("live");
  chart.dispose();
  plot.querySelector(".canvas").remove();
  live.delete(plot);
}

const resized = new ResizeObserver(entries => {
  for (const entry of entries) live.get(entry.target)?.resize();
});
// A chart is made when it is near and nothing else is to be done, one at a time: a reader who scrolls past is not held up.
const wanted = new Set();
let asked = false;
function next() {
  if (asked || !wanted.size) return;
  asked = true;
  requestIdleCallback(() => {
    asked = false;
    const [plot] = wanted;
    wanted.delete(plot);
    if (plot) draw(plot);
    next();
  }, { timeout: 1000 });
}

const near = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting && !live.has(target)) wanted.add(target);
    else if (!isIntersecting && !wanted.delete(target)) drop(target);
  }
  next();
}, { rootMargin: "200px" });

function start() {
  if (!window.echarts) return;
  for (const plot of document.querySelectorAll(".plot")) if (options.has(plot.dataset.chart)) near.observe(plot);
  dark.addEventListener("change", () => { for (const plot of live.keys()) draw(plot); });
}

// The library waits in a template until the page is painted with its static charts: reading it takes longer than all else.
function load() {
  const script = byId("library").content.firstElementChild.cloneNode(true);
  script.addEventListener("load", start);
  document.body.append(script);
  if (!script.src) start();
}
requestAnimationFrame(() => setTimeout(load));
})();
