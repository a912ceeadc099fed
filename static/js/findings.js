// «Kiểm tra nội dung»: going to the place of a finding with its words selected; a renewed panel never takes away a reason
// that somebody is writing; what has findings is marked in the editor.

let sought = null;
let reopens = false;
let isLate = false;

const menu = () => document.getElementById("checks-menu");
const panel = () => document.getElementById("findings");
const words = (quote) => new RegExp(quote.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+"));

// ---- Going to a place -----------------------------------------------------------------------------------------------

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest(".finding-place");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const address = new URL(link.href);
    sought = { element: address.hash.slice(1), quote: link.dataset.quote ?? "" };
    if (menu()) menu().open = false;
    if (address.pathname !== location.pathname) return;
    event.preventDefault();
    event.stopPropagation();
    go();
  },
  true,
);

function go() {
  const { element, quote } = sought;
  sought = null;
  const side = document.getElementById("side-text");
  if (side) side.checked = true;
  const place = (element && document.getElementById(element)) || document.getElementById("pane");
  const fields = place.matches("textarea, input") ? [place] : [...place.querySelectorAll("textarea, input[type=text]")];
  const field = quote ? fields.find((each) => words(quote).test(each.value)) : null;
  if (field) return select(field, words(quote).exec(field.value));
  place.scrollIntoView({ block: "center" });
  if (place.id === "pane") return undefined;
  if (!place.matches("textarea, input, select")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  return undefined;
}

function select(field, found) {
  for (let above = field.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
  field.focus({ preventScroll: true });
  field.setSelectionRange(found.index, found.index + found[0].length);
  const box = field.getBoundingClientRect();
  const y = box.top + (box.height * found.index) / Math.max(1, field.value.length);
  window.scrollBy({ top: y - window.innerHeight / 2 });
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "pane") {
    if (reopens && menu()) menu().open = true;
    reopens = false;
    if (sought) go();
  }
  refold();
  mark();
});

// ---- An activity is not saved by itself: nothing may take its page away while something written there is not saved ---

document.addEventListener("htmx:confirm", (event) => {
  const asked = event.detail.elt;
  if (!asked.closest("#findings") || asked.getAttribute("hx-target") !== "#pane") return;
  if (!document.querySelector("form[data-changed]")) {
    reopens = event.detail.verb === "post" && Boolean(menu()?.open);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (menu()) menu().open = false;
  document.getElementById("save-activity")?.focus();
  const state = document.getElementById("save-state");
  if (state) {
    state.dataset.kind = "bad";
    state.textContent = "hãy bấm «Lưu hoạt động» trước";
  }
});

// ---- Renewing -------------------------------------------------------------------------------------------------------

const isAnswering = () =>
  [...(panel()?.querySelectorAll("[data-answer] textarea") ?? [])].some((field) => field.value.trim() || field === document.activeElement);

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "findings" || event.detail.requestConfig.verb !== "get" || !isAnswering()) return;
  event.detail.shouldSwap = false;
  isLate = true;
});
document.addEventListener("focusout", (event) => {
  if (!isLate || !event.target.closest?.("[data-answer]") || isAnswering()) return;
  isLate = false;
  window.htmx?.trigger("#findings", "plan:recheck");
});

// What is folded away, and what is not, stays so.
const folds = new Map();
document.addEventListener("htmx:beforeSwap", () => {
  for (const group of document.querySelectorAll("#findings [data-group]")) folds.set(group.dataset.group, group.open);
});
function refold() {
  for (const group of document.querySelectorAll("#findings [data-group]")) {
    if (folds.has(group.dataset.group)) group.open = folds.get(group.dataset.group);
  }
}

// ---- Marks in the editor --------------------------------------------------------------------------------------------

function mark() {
  for (const old of document.querySelectorAll(".has-error, .has-warning")) old.classList.remove("has-error", "has-warning");
  for (const item of panel()?.querySelectorAll("[data-element]") ?? []) {
    const place = item.dataset.element && document.getElementById(item.dataset.element);
    if (place) place.classList.add(item.matches(".check-error") ? "has-error" : "has-warning");
  }
}

mark();
