// Writing a plan: keyboard, toolbars, growing fields, what screen readers hear. Saving is the work of autosave.js.

import { restoreDrafts } from "./autosave.js";

// ---- Keyboard -------------------------------------------------------------------------------------------------------

const name = (event) => [event.altKey && "Alt", (event.ctrlKey || event.metaKey) && "Control", event.key].filter(Boolean).join("+");

document.addEventListener("keydown", (event) => {
  const pressed = name(event);
  const inText = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if (pressed.toLowerCase() === "control+z" && !inText && !event.shiftKey) {
    const undo = document.getElementById("undo");
    if (!undo) return;
    event.preventDefault();
    undo.click();
    return;
  }
  const button = event.target.closest("form")?.querySelector(`[data-key="${CSS.escape(pressed)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// A toolbar is one stop of the Tab key; arrows go from button to button.
function rove(toolbar, active) {
  const buttons = [...toolbar.querySelectorAll("button")].filter((button) => button.offsetParent !== null || !button.classList.contains("needs-no-script"));
  for (const button of buttons) button.tabIndex = button === (active ?? buttons[0]) ? 0 : -1;
  return buttons;
}

document.addEventListener("keydown", (event) => {
  const toolbar = event.target.closest?.("[role=toolbar]");
  if (!toolbar || event.altKey || !["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
  const buttons = [...toolbar.querySelectorAll("button")].filter((button) => button.offsetParent !== null);
  const last = buttons.length - 1;
  const at = buttons.indexOf(event.target);
  const to = { ArrowLeft: Math.max(at - 1, 0), ArrowRight: Math.min(at + 1, last), Home: 0, End: last }[event.key];
  event.preventDefault();
  rove(toolbar, buttons[to]);
  buttons[to].focus();
});

// ---- Small things of the page ---------------------------------------------------------------------------------------

function grow(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

function prepare() {
  for (const toolbar of document.querySelectorAll("[role=toolbar]")) rove(toolbar);
  for (const field of document.querySelectorAll("#pane textarea")) grow(field);
  const outlineOnly = document.getElementById("only-outline");
  if (outlineOnly) {
    outlineOnly.checked = sessionStorage.getItem("only-outline") === "1";
    document.getElementById("sections")?.classList.toggle("sections-outline", outlineOnly.checked);
  }
  restoreDrafts();
}

document.addEventListener("input", (event) => {
  if (event.target.matches("#pane textarea")) grow(event.target);
});
document.addEventListener("change", (event) => {
  if (event.target.id !== "only-outline") return;
  sessionStorage.setItem("only-outline", event.target.checked ? "1" : "");
  document.getElementById("sections")?.classList.toggle("sections-outline", event.target.checked);
});

// Enter in the title goes on to the text: a heading is one line.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.altKey || event.isComposing) return;
  if (!event.target.matches(".section-title")) return;
  event.preventDefault();
  event.target.closest("form").querySelector(".section-body")?.focus();
});

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-line]");
  if (!add) return;
  event.preventDefault();
  const total = document.getElementById("id_lines-TOTAL_FORMS");
  const html = document.getElementById("empty-line").innerHTML.replaceAll("__prefix__", total.value);
  document.getElementById("lines").insertAdjacentHTML("beforeend", html);
  const added = document.getElementById("lines").lastElementChild;
  total.value = String(Number(total.value) + 1);
  added.querySelector("select")?.focus();
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "pane") return;
  prepare();
  announce();
});

// A message that came with the pane is put into its place once more, so that screen readers say it.
function announce() {
  const area = document.getElementById("messages");
  if (!area?.childElementCount) return;
  const said = [...area.childNodes];
  area.replaceChildren();
  setTimeout(() => area.append(...said), 50);
}

// A new heading stands there selected: what is typed replaces its first wording.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "pane" && document.activeElement?.matches("textarea[autofocus]")) document.activeElement.select();
});

// After a deletion the keyboard goes on at what stands there now.
const ROWS = ".section, .basis, .appendix";
let deletedAt = -1;
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target?.id !== "pane") return;
  const row = event.detail.elt.matches(".section-delete") ? event.detail.elt.closest(ROWS) : null;
  deletedAt = row ? [...document.querySelectorAll(ROWS)].indexOf(row) : -1;
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "pane" || deletedAt < 0) return;
  const rows = [...document.querySelectorAll(ROWS)];
  const next = rows[Math.min(deletedAt, rows.length - 1)]?.querySelector("textarea, summary, button");
  (next ?? document.getElementById("undo"))?.focus({ preventScroll: true });
  deletedAt = -1;
});

prepare();
