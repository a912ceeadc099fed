// Gives a name to the fields of the admin that only a sighted person can name: Select2 boxes, cells of inline tables,
// the search field. The names are those that stand on the page; nothing is changed to the eye.

function column(field) {
  const cell = field.closest("td[class*=field-]");
  const name = [...(cell?.classList ?? [])].find((word) => word.startsWith("field-"))?.slice("field-".length);
  return name ? cell.closest("table")?.querySelector(`th.column-${CSS.escape(name)}`) : null;
}

// In words, not by reference: on a narrow screen the heads of the columns are not shown.
function nameCells(root) {
  for (const field of root.querySelectorAll(".tabular td :is(input:not([type=hidden]), select, textarea)")) {
    if (field.labels?.length || field.hasAttribute("aria-label")) continue;
    const name = field.name.endsWith("-DELETE") ? "Xóa dòng này" : column(field)?.textContent.trim();
    if (name) field.setAttribute("aria-label", name);
  }
}

function nameId(field) {
  const name = field.labels?.[0] ?? column(field);
  if (name) name.id ||= field.labels?.length ? `${field.id}-label` : `${field.id}-column`;
  return name?.id ?? "";
}

function nameBoxes(root) {
  for (const box of root.querySelectorAll(".select2-container")) {
    const field = box.previousElementSibling;
    const name = field?.matches("select") ? nameId(field) : "";
    if (!name) continue;
    const value = box.querySelector(".select2-selection__rendered");
    value?.setAttribute("aria-labelledby", name);
    box.querySelector(".select2-selection")?.setAttribute("aria-labelledby", `${name} ${value?.id ?? ""}`.trim());
    box.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", name);
  }
}

function nameAll() {
  nameCells(document);
  nameBoxes(document);
}

const searchBar = document.getElementById("searchbar");
if (searchBar && !searchBar.labels[0]?.textContent.trim()) searchBar.setAttribute("aria-label", "Tìm trong danh sách");
for (const head of document.querySelectorAll(".tabular th.original:empty")) {
  const words = document.createElement("span");
  words.className = "visually-hidden";
  words.textContent = "Dòng đã lưu";
  head.append(words);
}
// Select2 boxes are made when the document is ready, and again in every row that is added.
const soon = () => setTimeout(nameAll);
if (document.readyState === "complete") soon();
else window.addEventListener("load", soon);
document.addEventListener("formset:added", soon);
