// Gives a name to the fields of the admin that only a sighted person can name: Select2 boxes, cells of inline tables,
// the search field. The names are those that stand on the page; nothing is changed to the eye.

const idOf = (element, fallback) => (element.id ||= fallback);

function heading(field) {
  const cell = field.closest("td[class*=field-]");
  const name = [...(cell?.classList ?? [])].find((word) => word.startsWith("field-"))?.slice("field-".length);
  const head = name && cell.closest("table")?.querySelector(`th.column-${CSS.escape(name)}`);
  const group = cell?.closest(".inline-group")?.id ?? "table";
  return head ? idOf(head, `${group}-column-${name}`) : "";
}

const nameId = (field) => (field.labels?.length ? idOf(field.labels[0], `${field.id}-label`) : heading(field));

function nameCells(root) {
  for (const field of root.querySelectorAll(".tabular td :is(input:not([type=hidden]), select, textarea)")) {
    if (field.labels?.length || field.hasAttribute("aria-label")) continue;
    const name = heading(field);
    if (name) field.setAttribute("aria-labelledby", name);
  }
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
