"use strict";
// A convenience: without it the page still shows every row, every occurrence and every document.
const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const list = find("#rows");
const rows = all(".row", list);
const controls = { standing: find("#standing"), kind: find("#kind"), sort: find("#sort"), search: find("#search") };
document.documentElement.classList.add("live");

// --- Filter, sort, search ---------------------------------------------------------------------------------------------
function show() {
  const { standing, kind, search } = controls;
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const fits =
      (!standing.value || row.dataset.standing === standing.value) &&
      (!kind.value || row.dataset.kinds.split(" ").includes(kind.value)) &&
      words.every((word) => row.dataset.search.includes(word));
    row.hidden = !fits;
    count += fits;
  }
  find("#shown").textContent = `${count} of ${rows.length}`;
  find("#nothing").hidden = count > 0;
}

const orders = {
  count: (a, b) => a.dataset.rank - b.dataset.rank || b.dataset.count - a.dataset.count,
  number: (a, b) => b.dataset.count - a.dataset.count,
  doubt: (a, b) => b.dataset.doubt - a.dataset.doubt || b.dataset.count - a.dataset.count,
  text: (a, b) => a.dataset.text.localeCompare(b.dataset.text, "zh"),
};
controls.sort.addEventListener("change", () => list.append(...rows.sort(orders[controls.sort.value])));
for (const control of [controls.standing, controls.kind]) control.addEventListener("change", show);
controls.search.addEventListener("input", show);
find("#unfold").addEventListener("click", (event) => {
  const open = event.target.textContent === "Open all";
  for (const row of rows) if (!row.hidden) row.open = open;
  event.target.textContent = open ? "Close all" : "Open all";
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.matches("input, select")) {
    event.preventDefault();
    controls.search.focus();
  } else if (event.key === "Escape") {
    controls.search.value = "";
    show();
  }
});
addEventListener("beforeprint", () => rows.forEach((row) => { if (!row.hidden) row.open = true; }));

// --- The passage in its document --------------------------------------------------------------------------------------
list.addEventListener("click", (event) => {
  const link = event.target.closest("a.doc");
  if (!link) return;
  all("mark.lit").forEach((mark) => mark.classList.remove("lit"));
  let mark = find(link.hash);
  let at = Number(link.hash.split("-")[1]);
  while (mark && mark.tagName === "MARK" && at < Number(link.dataset.end)) {
    mark.classList.add("lit");
    at += [...mark.textContent].length; // offsets count code points
    mark = mark.nextElementSibling;
  }
});

// --- Accept, reject, export -------------------------------------------------------------------------------------------
const quoted = (text) => `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"`;
const uncapital = (text) => (/^[A-Z][a-z]+( [^A-Z]*)?$/.test(text) ? text[0].toLowerCase() + text.slice(1) : text);

function verdicts(value) {
  const found = new Map();
  for (const box of all(`.judge input[value=${value}]:checked`)) {
    const { zh, en } = box.closest(".judge").dataset;
    found.set(zh, [...(found.get(zh) ?? []), uncapital(en)]);
  }
  return found;
}

list.addEventListener("change", (event) => {
  if (!event.target.checked) return update();
  for (const other of all("input", event.target.closest(".judge"))) other.checked = other === event.target;
  update();
});

function update() {
  const count = all(".judge input[value=accept]:checked").length;
  find("#export").disabled = count === 0;
  find("#export").textContent = count ? `Export accepted (${count})` : "Export accepted";
}

find("#export").addEventListener("click", () => {
  const rejected = verdicts("reject");
  const entries = [...verdicts("accept")].map(([zh, [first, ...others]]) => {
    const lines = [`${quoted(zh)}:`, `  en: ${quoted(first)}`];
    if (others.length) lines.push(`  also: [${others.map(quoted).join(", ")}]`);
    if (rejected.has(zh)) lines.push(`  avoid: [${rejected.get(zh).map(quoted).join(", ")}]`);
    return [...lines, "  status: proposed"].join("\n");
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([entries.join("\n") + "\n"], { type: "application/yaml" }));
  link.download = "accepted.yaml";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

show();
