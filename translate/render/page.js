"use strict";
// Everything here is a convenience: without it the page still shows all text, terms (as links), findings and filters.
const root = document.documentElement;
const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const main = find("main");
const rows = all("tbody > tr", main);
const card = find("#card");
const search = find("#search");
root.classList.add("live");

// --- Words and their counterparts -------------------------------------------------------------------------------------
// A row is cut into linked words when the pointer first comes to it: thousands of rows cost nothing until then.

function linksOf(row) {
  return row.dataset.links.split(",").map((link) => link.split(" ").map(Number));
}

function cutWords(row) {
  const links = linksOf(row);
  cutSide(find(".zh .text", row), links.map(([start, end]) => [start, end]));
  cutSide(find(".en .text", row), links.map(([, , start, end]) => [start, end]));
  row.dataset.cut = "";
}

function cutSide(cell, spans) {
  const edges = new Set(spans.flat());
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  let at = 0;
  for (const node of nodes) {
    const characters = [...node.data]; // offsets count code points, not UTF-16 units
    const pieces = [];
    let begin = 0;
    for (let end = 1; end <= characters.length; end++) {
      if (end < characters.length && !edges.has(at + end)) continue;
      const ids = spans.flatMap(([start, stop], id) => (start < at + end && at + begin < stop ? [id] : []));
      const text = characters.slice(begin, end).join("");
      pieces.push(ids.length ? wordOf(text, ids) : text);
      begin = end;
    }
    node.replaceWith(...pieces);
    at += characters.length;
  }
}

function wordOf(text, ids) {
  const word = document.createElement("span");
  word.className = "word";
  word.dataset.ids = ids.join(" ");
  word.textContent = text;
  return word;
}

function lightUp(element) {
  goDark();
  const row = element.closest("tr");
  const word = element.closest(".word");
  const term = element.closest(".term[data-use]");
  if (term) for (const same of all(`.term[data-use="${term.dataset.use}"]`, row)) same.classList.add("lit");
  else if (word) {
    const ids = new Set(word.dataset.ids.split(" "));
    for (const other of all(".word", row)) {
      if (other.dataset.ids.split(" ").some((id) => ids.has(id))) other.classList.add("lit");
    }
  }
}

function goDark() {
  for (const lit of all(".lit", main)) lit.classList.remove("lit");
}

main.addEventListener("pointerover", (event) => {
  const row = event.target.closest("tr[data-links]");
  if (row && !("cut" in row.dataset)) cutWords(row);
  const element = document.elementFromPoint(event.clientX, event.clientY) ?? event.target;
  if (element.closest(".word, .term[data-use]") && main.contains(element)) lightUp(element);
  else goDark();
});
main.addEventListener("pointerleave", goDark);

// --- The card of a term -----------------------------------------------------------------------------------------------

let closing = 0;

function openCard(term) {
  clearTimeout(closing);
  const entry = find(term.getAttribute("href"));
  card.replaceChildren(
    ...[".entry-zh", ".entry-en", ".entry-source"].map((part) => paragraph(find(part, entry))),
    paragraph(find(`#how-${term.dataset.how}`), "entry-how"),
  );
  card.hidden = false;
  term.setAttribute("aria-describedby", "card");
  const place = term.getClientRects()[0];
  const below = place.bottom + 8 + card.offsetHeight < innerHeight;
  card.style.left = `${Math.max(8, Math.min(place.left, innerWidth - card.offsetWidth - 16))}px`;
  card.style.top = `${below ? place.bottom + 8 : Math.max(8, place.top - card.offsetHeight - 8)}px`;
}

function paragraph(from, name = from.className) {
  const made = document.createElement("p");
  made.className = name;
  made.lang = from.lang;
  made.append(...[...from.childNodes].map((node) => node.cloneNode(true)));
  made.hidden = !made.textContent.trim();
  return made;
}

function closeCard() {
  card.hidden = true;
  for (const term of all("[aria-describedby=card]", main)) term.removeAttribute("aria-describedby");
}

function closeCardSoon() {
  closing = setTimeout(closeCard, 150); // time to move onto the card and read or copy from it
}

for (const [over, out] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  main.addEventListener(over, (event) => {
    const term = event.target.closest(".term[href]");
    if (!term) return;
    openCard(term);
    if (over === "focusin") lightUp(term);
  });
  main.addEventListener(out, (event) => {
    if (event.target.closest(".term[href]")) closeCardSoon();
  });
}
card.addEventListener("pointerenter", () => clearTimeout(closing));
card.addEventListener("pointerleave", closeCardSoon);
addEventListener("scroll", closeCard, { passive: true });

// --- Filter and search ------------------------------------------------------------------------------------------------

const chosen = () => find("input[name=show]:checked").value;
const words = new Map(); // row -> its text in small letters, made at the first search

function textOf(row) {
  if (!words.has(row)) words.set(row, all(".text", row).map((cell) => cell.textContent).join("\n").toLowerCase());
  return words.get(row);
}

function refresh() {
  const wanted = search.value.trim().toLowerCase();
  const show = chosen();
  let count = 0;
  for (const row of rows) {
    const fits = (show === "all" || row.classList.contains(show)) && (!wanted || textOf(row).includes(wanted));
    row.hidden = !fits;
    count += fits;
  }
  const narrowed = show !== "all" || wanted !== "";
  for (const body of all(".sides > tbody", main)) body.hidden = !find("tr:not([hidden])", body);
  for (const part of all(".furniture", main)) {
    part.hidden = !find("tbody > tr:not([hidden])", part);
    part.open = narrowed && !part.hidden;
  }
  find("#shown").value = narrowed ? `${count} of ${rows.length}` : "";
  find("#none").hidden = count > 0 || rows.length === 0;
  highlight(wanted);
}

function highlight(wanted) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("search");
  if (!wanted) return;
  const ranges = [];
  for (const row of rows.filter((row) => !row.hidden).slice(0, 500)) {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.data.toLowerCase();
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
        if (at + wanted.length > walker.currentNode.length) break;
        const range = new Range();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + wanted.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("search", new Highlight(...ranges));
}

function choose(show) {
  const button = find(`#show-${show}`);
  if (button) button.checked = true;
  refresh();
}

for (const button of all("input[name=show]")) button.addEventListener("change", refresh);
let typing = 0;
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(refresh, 120);
});

// --- Keys, help, theme ------------------------------------------------------------------------------------------------

let current = null;

function step(by) {
  const stops = rows.filter((row) => row.classList.contains("flagged") && !row.hidden);
  if (!stops.length) return;
  const at = stops.indexOf(current);
  const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : (at + by + stops.length) % stops.length];
  current?.classList.remove("current");
  current?.removeAttribute("aria-current");
  current = next;
  current.classList.add("current");
  current.setAttribute("aria-current", "true");
  const folded = current.closest("details:not([open])");
  if (folded) folded.open = true;
  current.tabIndex = -1;
  current.focus({ preventScroll: true });
  current.scrollIntoView({ block: "center" });
}

function switchTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

const help = find("#help");
find("#theme").addEventListener("click", switchTheme);
find("#ask").addEventListener("click", () => help.showModal());

const keys = {
  j: () => step(1),
  k: () => step(-1),
  f: () => choose(chosen() === "flagged" ? "all" : "flagged"),
  t: switchTheme,
  "/": () => search.focus(),
  "?": () => help.showModal(),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
  if (event.key === "Escape") {
    if (!card.hidden) return closeCard();
    search.value = "";
    search.blur();
    return choose("all");
  }
  if (event.target.closest("input[type=search]") || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});

function openTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const folded = target && target.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", openTarget);
openTarget();
