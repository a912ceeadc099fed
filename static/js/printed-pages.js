// The printed pages beside the text: renewed after every save, page by page, without flicker and without losing the
// place; zoom; going to a heading, a page, or a place in millimetres that a finding names.

const viewer = () => document.getElementById("viewer");
const pages = () => document.getElementById("pages");
const say = (text) => {
  const state = document.getElementById("viewer-state");
  if (state && state.textContent !== text) state.textContent = text;
};

// ---- Renewing -------------------------------------------------------------------------------------------------------

let renewing = false;
let again = false;

export async function renew() {
  if (!pages()) return;
  if (renewing) {
    again = true;
    return;
  }
  renewing = true;
  const slow = setTimeout(() => say("đang tạo lại…"), 700);
  try {
    const answer = await fetch(pages().dataset.source, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("pages");
    if (fresh) await put(fresh);
  } catch {
    say("chưa tạo lại được, sẽ thử ở lần lưu sau");
  } finally {
    clearTimeout(slow);
    renewing = false;
  }
  if (again) {
    again = false;
    await renew();
  }
}

async function put(fresh) {
  const old = pages();
  if (fresh.hasAttribute("data-waiting") && Number(old.dataset.count) > 0) {
    offerLongPrint(fresh);
    return;
  }
  if (!Number(fresh.dataset.count) || !Number(old.dataset.count)) {
    old.replaceWith(fresh);
    window.htmx?.process(fresh);
    shown();
    return;
  }
  const kept = new Map([...old.querySelectorAll(".sheet")].map((sheet) => [sheet.dataset.number, sheet]));
  const ready = [];
  for (const sheet of [...fresh.querySelectorAll(".sheet")]) {
    const before = kept.get(sheet.dataset.number);
    if (before && before.dataset.digest === sheet.dataset.digest) {
      for (const place of before.querySelectorAll(".place")) place.remove();
      before.prepend(...sheet.querySelectorAll(".place"));
      before.querySelector("figcaption").replaceWith(sheet.querySelector("figcaption"));
      before.querySelector("img").alt = sheet.querySelector("img").alt;
      continue;
    }
    fitPicture(sheet.querySelector("img"));
    ready.push(exchange(before, sheet, old));
    kept.set(sheet.dataset.number, sheet);
  }
  await Promise.all(ready);
  const count = Number(fresh.dataset.count);
  for (const sheet of [...old.querySelectorAll(".sheet")]) if (Number(sheet.dataset.number) > count) sheet.remove();
  old.dataset.key = fresh.dataset.key;
  old.dataset.count = fresh.dataset.count;
  shown();
}

// A page in sight is exchanged only when its new picture can be painted at once.
async function exchange(before, sheet, holder) {
  if (!before) {
    holder.append(sheet);
    return;
  }
  if (isNear(before)) {
    const picture = sheet.querySelector("img");
    picture.loading = "eager";
    await Promise.race([picture.decode().catch(() => {}), new Promise((done) => setTimeout(done, 4000))]);
  }
  before.replaceWith(sheet);
  sheet.classList.add("sheet-fresh");
}

function isNear(sheet) {
  const box = sheet.getBoundingClientRect();
  return box.width > 0 && box.bottom > -200 && box.top < window.innerHeight + 200;
}

function offerLongPrint(fresh) {
  const state = document.getElementById("viewer-state");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-secondary";
  button.textContent = "Làm mới trang in";
  button.addEventListener("click", () => {
    state.textContent = "";
    pages().replaceWith(fresh);
    window.htmx?.process(fresh);
  });
  state.replaceChildren("Trang in của bản trước khi sửa. ", button);
}

function shown() {
  const count = Number(pages()?.dataset.count ?? 0);
  say(count ? `${count} trang` : "");
  for (const picture of document.querySelectorAll("#pages img")) fitPicture(picture);
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (document.getElementById("pages") && event.detail.target?.id === "pages") shown();
  if (event.detail.target?.id === "pane") renew();
});
document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.detail.target?.id === "pages" && event.detail.xhr.status >= 400) event.detail.shouldSwap = false;
});
document.addEventListener("plan:saved", () => renew());
document.addEventListener("plan:printed", (event) => location.assign(event.detail.url));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-check-again]")) window.htmx?.trigger("#checklist", "plan:check");
});

// ---- Zoom -----------------------------------------------------------------------------------------------------------

const STEPS = [50, 65, 80, 100, 125, 150, 200];
let zoom = Number(sessionStorage.getItem("zoom")) || 100;

function fitPicture(picture) {
  if (picture) picture.sizes = `${Math.round(((viewer()?.clientWidth ?? 600) * zoom) / 100)}px`;
}

function applyZoom() {
  const box = viewer();
  if (!box) return;
  const middle = (box.scrollTop + box.clientHeight / 2) / box.scrollHeight;
  box.dataset.zoom = String(zoom);
  sessionStorage.setItem("zoom", String(zoom));
  for (const picture of box.querySelectorAll("img")) fitPicture(picture);
  box.scrollTop = middle * box.scrollHeight - box.clientHeight / 2;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-zoom]");
  if (!button || button.id === "viewer") return;
  const index = STEPS.indexOf(zoom);
  if (button.dataset.zoom === "fit") zoom = 100;
  if (button.dataset.zoom === "in") zoom = STEPS[Math.min(index + 1, STEPS.length - 1)];
  if (button.dataset.zoom === "out") zoom = STEPS[Math.max(index - 1, 0)];
  applyZoom();
});

// ---- Going somewhere ------------------------------------------------------------------------------------------------

const isNarrow = () => getComputedStyle(document.querySelector(".sides") ?? document.body).display !== "none";

function scrollTo(sheet, y_mm, { show = true } = {}) {
  if (!sheet) return;
  if (show && isNarrow()) document.getElementById("side-pages").checked = true;
  const box = viewer();
  const picture = sheet.querySelector("img").getBoundingClientRect();
  const top = picture.top - box.getBoundingClientRect().top + (y_mm / Number(sheet.dataset.height)) * picture.height;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isNarrow()) {
    window.scrollBy({ top: top + box.getBoundingClientRect().top - 80, behavior: calm ? "auto" : "smooth" });
  } else {
    box.scrollBy({ top: top - 60, behavior: calm ? "auto" : "smooth" });
  }
}

function toSection(id, options) {
  const place = document.querySelector(`#pages .place[data-section="${CSS.escape(id)}"]`);
  if (place) scrollTo(place.closest(".sheet"), Number(place.dataset.y), options);
  return Boolean(place);
}

function mark(sheet, place) {
  for (const old of document.querySelectorAll(".finding-mark")) old.remove();
  const [x0, y0, x1, y1] = place.split(" ").map(Number);
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("class", "finding-mark");
  drawing.setAttribute("viewBox", `0 0 ${sheet.dataset.width} ${sheet.dataset.height}`);
  drawing.setAttribute("aria-hidden", "true");
  const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: x0 - 1.5, y: y0 - 1.5, width: x1 - x0 + 3, height: y1 - y0 + 3, rx: 1 })) {
    box.setAttribute(name, String(Math.max(value, name === "width" || name === "height" ? 3 : 0)));
  }
  drawing.append(box);
  sheet.append(drawing);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-goto], [data-goto-page]");
  if (!link) return;
  if (link.dataset.goto) {
    if (toSection(link.dataset.goto)) event.preventDefault();
    return;
  }
  const sheet = document.getElementById(`trang-${link.dataset.gotoPage}`);
  if (!sheet) return;
  event.preventDefault();
  const place = link.dataset.place;
  if (place) mark(sheet, place);
  scrollTo(sheet, place ? Number(place.split(" ")[1]) : 0);
});

// Writing in a section brings its printed place into view, on screens where both are seen.
document.addEventListener("focusin", (event) => {
  const section = event.target.closest("[data-goto-on-focus]");
  if (!section || isNarrow() || section.dataset.seen === "1") return;
  for (const other of document.querySelectorAll("[data-seen]")) delete other.dataset.seen;
  section.dataset.seen = "1";
  const place = document.querySelector(`#pages .place[data-section="${section.dataset.gotoOnFocus}"]`);
  const sheet = place?.closest(".sheet");
  if (!sheet) return;
  const picture = sheet.querySelector("img").getBoundingClientRect();
  const y = picture.top + (Number(place.dataset.y) / Number(sheet.dataset.height)) * picture.height;
  const box = viewer().getBoundingClientRect();
  if (y < box.top || y > box.bottom - 80) scrollTo(sheet, Number(place.dataset.y), { show: false });
});

applyZoom();
