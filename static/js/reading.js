// A document beside what was read of it: the lines of the field in focus are lit, a line leads to its field. Saving is
// the work of autosave.js; what changes the outline or makes the plan waits until everything is saved.

import { restoreDrafts, saveAll } from "./autosave.js";

const source = document.getElementById("source");
const narrow = window.matchMedia("(max-width: 62rem)");

function numbers(spans) {
  return spans.split(",").flatMap((span) => {
    const [first, last] = span.split("-").map(Number);
    return Array.from({ length: (last || first) - first + 1 }, (_, i) => first + i);
  });
}

const line = (number) => document.getElementById(`dong-${number}`);

function light(spans) {
  for (const old of source.querySelectorAll(".is-lit")) old.classList.remove("is-lit");
  const lit = numbers(spans).map(line).filter(Boolean);
  for (const item of lit) item.classList.add("is-lit");
  return lit;
}

function scrollTo(item) {
  if (!item || narrow.matches) return;
  const room = source.getBoundingClientRect();
  const place = item.getBoundingClientRect();
  if (place.top < room.top || place.bottom > room.bottom) source.scrollTop += place.top - room.top - room.height / 4;
}

function lightFor(element) {
  const field = element?.closest("[data-lines]");
  if (field) scrollTo(light(field.dataset.lines)[0]);
}

document.addEventListener("focusin", (event) => lightFor(event.target));
lightFor(document.activeElement);

function show(side) {
  document.getElementById(side).checked = true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".part-lines");
  if (link) {
    event.preventDefault();
    show("side-pages");
    const lit = light(link.closest("[data-lines]").dataset.lines);
    lit[0]?.scrollIntoView({ block: "center" });
    return;
  }
  const item = event.target.closest("[data-line]");
  if (!item || window.getSelection().toString()) return;
  const wanted = Number(item.dataset.line);
  const holders = [...document.querySelectorAll("[data-lines]")].filter((field) => numbers(field.dataset.lines).includes(wanted));
  const nearest = holders.sort((a, b) => numbers(a.dataset.lines).length - numbers(b.dataset.lines).length)[0];
  if (!nearest) return;
  show("side-text");
  const field = nearest.querySelector("input:not([type=hidden]), textarea, select");
  nearest.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
  nearest.classList.add("is-found");
  setTimeout(() => nearest.classList.remove("is-found"), 1600);
});

// ---- Acts that need everything saved --------------------------------------------------------------------------------

document.addEventListener(
  "submit",
  async (event) => {
    const button = event.submitter;
    if (!button?.hasAttribute("data-reshape") || event.target.dataset.ready) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (button.hasAttribute("data-split")) button.value = lineOfCursor(event.target);
    if (!(await saveAll())) {
      document.querySelector("#pane .conflict, #pane .is-invalid")?.scrollIntoView({ block: "center" });
      return;
    }
    await new Promise((later) => setTimeout(later)); // a form cannot be sent while its submit event is still under way
    event.target.dataset.ready = "1";
    event.target.requestSubmit(button);
    delete event.target.dataset.ready;
  },
  true,
);

// Empty lines are no lines of the stored text.
function lineOfCursor(form) {
  const body = form.elements.body;
  const before = body.value.slice(0, body.selectionStart);
  return String(before.split("\n").slice(0, -1).filter((text) => text.trim()).length);
}

function grow(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

document.addEventListener("input", (event) => {
  if (event.target.matches("#pane textarea")) grow(event.target);
});
for (const field of document.querySelectorAll("#pane textarea")) grow(field);
restoreDrafts();
