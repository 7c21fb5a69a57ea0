(() => {
"use strict";
const byId = id => document.getElementById(id);

// The panel beside a chart's mark or a figure in the text. It copies cells of the table that the
// page has anyway, node by node, so that text stays text.
const tip = byId("tip");
let shown = null;
let timer = 0;

function part(kind, nodes) {
  const div = document.createElement("div");
  div.className = "tip-" + kind;
  for (const node of nodes) div.append(node.cloneNode(true));
  const before = tip.lastElementChild; // an open figure is its own interval
  if (div.textContent.trim() && div.textContent !== before?.textContent) tip.append(div);
}

function show(mark) {
  clearTimeout(timer);
  if (shown === mark) return;
  hide();
  const row = byId(mark.dataset.row);
  if (!row) return;
  tip.replaceChildren();
  for (const cell of row.querySelectorAll("[data-tip]")) part(cell.dataset.tip, cell.childNodes);
  const source = byId(mark.getAttribute("aria-describedby"));
  if (source) part("sentence", source.childNodes);
  tip.hidden = false;
  shown = mark;
  mark.classList.add("shown");

  const box = mark.getBoundingClientRect();
  const page = document.documentElement;
  const left = Math.min(box.left, page.clientWidth - tip.offsetWidth - 8);
  const below = box.bottom + 6;
  const fits = below + tip.offsetHeight <= page.clientHeight || box.top < tip.offsetHeight + 6;
  tip.style.left = Math.max(8, left) + scrollX + "px";
  tip.style.top = (fits ? below : box.top - tip.offsetHeight - 6) + scrollY + "px";
}

function hide() {
  clearTimeout(timer);
  tip.hidden = true;
  if (shown) shown.classList.remove("shown");
  shown = null;
}

const markOf = event => event.target.closest("[data-row]");
let touch = false;
document.addEventListener("pointerdown", event => { touch = event.pointerType === "touch"; });

// A pointer may move from the mark into the panel, and Escape closes it (WCAG 1.4.13).
document.addEventListener("pointerover", event => {
  if (event.pointerType === "touch") return;
  const mark = markOf(event);
  if (mark) show(mark);
  else if (tip.contains(event.target)) clearTimeout(timer);
  else if (shown) { clearTimeout(timer); timer = setTimeout(hide, 250); }
});
document.addEventListener("focusin", event => {
  const mark = markOf(event);
  if (mark && mark.matches(":focus-visible")) show(mark);
  else if (!tip.contains(event.target)) hide();
});
document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
// Where there is no pointer to hover, the first tap shows the panel and the second one follows the link.
document.addEventListener("click", event => {
  const mark = markOf(event);
  if (mark && touch && shown !== mark) {
    event.preventDefault();
    show(mark);
  } else if (!tip.contains(event.target) || event.target.closest("a")) hide();
});

// On paper every table is open. Browsers that can do it by style do not need this.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    addEventListener("afterprint", () => { details.open = false; }, { once: true });
  }
});
})();
