// Every form with data-autosave is saved by itself after a pause; what could not be saved stays on the page and in the
// session's store, and is tried again; two versions are shown side by side. Acts wait until everything is saved.

const PAUSE = 600;
const RETRIES = [3000, 6000, 12000, 30000];
const store = (form) => `draft:${form.action}`;
const cookie = (name) =>
  document.cookie.split("; ").find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

// ---- The state of saving, said in one place -------------------------------------------------------------------------

function tell(text, kind = "") {
  const line = document.getElementById("save-state");
  if (!line) return;
  line.dataset.kind = kind;
  line.dataset.at = String(Date.now());
  if (line.textContent !== text) line.textContent = text;
}

// ---- One form -------------------------------------------------------------------------------------------------------

const forms = new WeakMap();

function record(form) {
  if (!forms.has(form)) forms.set(form, { dirty: false, saving: null, timer: 0, failures: 0, stopped: false });
  return forms.get(form);
}

function written(form) {
  const state = record(form);
  state.dirty = true;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), PAUSE);
}

function keepDraft(form) {
  try {
    sessionStorage.setItem(store(form), JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken")));
  } catch {
    // The store is full: the text is still on the page.
  }
}

async function save(form) {
  const state = record(form);
  clearTimeout(state.timer);
  if (state.saving) {
    await state.saving;
    return state.dirty && form.isConnected ? save(form) : undefined;
  }
  if (!state.dirty || state.stopped || !form.isConnected) return undefined;
  state.dirty = false;
  keepDraft(form);
  if (document.getElementById("save-state")?.dataset.kind !== "bad") tell("đang lưu…", "busy");
  state.saving = send(form, state);
  try {
    await state.saving;
  } finally {
    state.saving = null;
  }
  return undefined;
}

async function send(form, state) {
  let answer;
  let said = {};
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json", "HX-Request": "true", "X-CSRFToken": cookie("csrftoken") },
    });
    if (answer.headers.get("Content-Type")?.includes("json")) said = await answer.json();
  } catch {
    return later(form, state, "chưa lưu được, sẽ thử lại");
  }
  if (answer.ok && said.saved_at) return accepted(form, state, said);
  if (answer.status === 400 && said.errors) return faulty(form, state, said.errors);
  if (answer.status === 409 && said.conflict) return inConflict(form, state, said.conflict);
  if (answer.status === 401) return later(form, state, "chưa lưu được: phiên làm việc đã hết, hãy đăng nhập lại ở thẻ khác");
  if (answer.status === 403) return later(form, state, "chưa lưu được: bạn không còn quyền sửa, hoặc phiên làm việc đã đổi");
  if (answer.status === 404) return later(form, state, "chưa lưu được: kế hoạch không còn. Hãy chép lại phần vừa viết");
  if (answer.status === 400 || answer.status === 413) return later(form, state, "chưa lưu được: nội dung quá dài, hãy chia nhỏ");
  return later(form, state, "chưa lưu được, sẽ thử lại");
}

function accepted(form, state, said) {
  state.failures = 0;
  for (const [name, value] of Object.entries(said.fresh)) form.elements[name].value = value;
  if (!state.dirty) {
    for (const [name, value] of Object.entries(said.texts)) form.elements[name].value = value;
    sessionStorage.removeItem(store(form));
  }
  showErrors(form, {});
  const heading = document.querySelector(".plan-title");
  if (form.dataset.autosave === "the-thuc" && heading) heading.textContent = form.elements.title.value;
  tell(`đã lưu lúc ${said.saved_at}${said.notices.length ? `. ${said.notices.join(" ")}` : ""}`, "good");
  document.dispatchEvent(new CustomEvent("plan:saved"));
  if (state.reshapes) reload(state);
}

// The numbers of the outline are counted by the server.
async function reload(state) {
  state.reshapes = false;
  if (!(await saveAll())) return;
  window.htmx?.ajax("GET", location.pathname, { target: "#pane", select: "#pane", swap: "outerHTML show:none" });
}

function later(form, state, sentence) {
  state.dirty = true;
  tell(sentence, "bad");
  const wait = RETRIES[Math.min(state.failures, RETRIES.length - 1)];
  state.failures += 1;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), wait);
}

function faulty(form, state, errors) {
  state.dirty = true;
  state.failures = 0;
  showErrors(form, errors);
  tell("chưa lưu được: xem chỗ báo đỏ", "bad");
}

function showErrors(form, errors) {
  const rest = new Map(Object.entries(errors));
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.classList.remove("is-invalid");
  }
  for (const old of form.querySelectorAll("[data-from-save], .invalid-feedback:not([data-errors]), .alert-block")) old.remove();
  for (const place of form.querySelectorAll("[data-errors]")) {
    const name = place.dataset.errors;
    place.textContent = (rest.get(name) ?? []).join(" ");
    markInvalid(form.elements[name], rest.has(name), place);
    rest.delete(name);
  }
  for (const [name, sentences] of rest) {
    const field = name === "__all__" ? null : form.elements[name];
    const place = document.createElement("div");
    place.className = "invalid-feedback d-block";
    place.dataset.fromSave = "";
    place.setAttribute("role", "alert");
    place.textContent = sentences.join(" ");
    if (field) (field.closest(".form-check") ?? field).after(place);
    else form.prepend(place);
    markInvalid(field, true, place);
  }
}

function markInvalid(field, isBad, place) {
  if (!(field instanceof HTMLElement) || !isBad) return;
  field.setAttribute("aria-invalid", "true");
  field.classList.add("is-invalid");
  place.id ||= `${field.id}-error`;
  field.setAttribute("aria-describedby", place.id);
}

// ---- Two people in one place ----------------------------------------------------------------------------------------

function inConflict(form, state, html) {
  state.dirty = true;
  state.stopped = true;
  tell("chưa lưu: hai người cùng sửa, hãy chọn bản giữ lại", "bad");
  let place = form.querySelector(".conflict-place");
  if (!place) {
    place = document.createElement("div");
    place.className = "conflict-place";
    form.append(place);
  }
  // The answer holds a form of its own, which cannot stand inside this one.
  const holder = document.createElement("div");
  holder.className = "conflict-place";
  holder.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  form.parentElement.querySelector(":scope > .conflict-place")?.remove();
  form.after(holder);
  holder.querySelector("[role=alertdialog]")?.focus();
}

document.addEventListener("submit", async (event) => {
  const choice = event.target.closest("form[data-conflict]");
  if (choice) {
    event.preventDefault();
    settle(choice);
    return;
  }
  const form = event.target.closest("form[data-autosave]");
  if (form && !event.submitter?.hasAttribute("formaction")) {
    event.preventDefault();
    record(form).dirty = true;
    save(form);
  }
});

// The joined text goes into the ordinary form, which then follows the stored version.
function settle(choice) {
  const holder = choice.closest(".conflict-place");
  const form = holder.previousElementSibling;
  for (const field of choice.elements) {
    const target = field.name && field.name !== "csrfmiddlewaretoken" ? form.elements[field.name] : null;
    if (!target) continue;
    if (target.type === "checkbox") target.checked = field.checked;
    else target.value = field.value;
  }
  const state = record(form);
  state.stopped = false;
  state.dirty = true;
  holder.remove();
  save(form);
  form.querySelector("textarea")?.focus();
}

document.addEventListener("click", (event) => {
  const take = event.target.closest("[data-take-theirs]");
  const form = take?.closest(".conflict-place")?.previousElementSibling;
  if (!form) return;
  forget(form);
  event.preventDefault();
  location.assign(take.href);
  location.reload();
});

function forget(form) {
  const state = record(form);
  clearTimeout(state.timer);
  state.dirty = false;
  sessionStorage.removeItem(store(form));
}

// ---- All forms ------------------------------------------------------------------------------------------------------

const autosaved = () => [...document.querySelectorAll("form[data-autosave]")];

// Resolves to false when something written could not be saved.
export async function saveAll() {
  await Promise.all(autosaved().map((form) => save(form)));
  return autosaved().every((form) => !record(form).dirty);
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.form?.closest("form[data-autosave]");
    if (form && event.target.name) written(form);
    if (form && event.target.matches("[data-reshapes]")) record(form).reshapes = true;
    const guarded = event.target.closest("form[data-unsaved-warning]");
    if (guarded) guarded.dataset.changed = "1";
  });
}

document.addEventListener("submit", (event) => {
  delete event.target.dataset?.changed;
});

window.addEventListener("beforeunload", (event) => {
  const isOpen = autosaved().some((form) => record(form).dirty || record(form).saving);
  if (!isOpen && !document.querySelector("form[data-changed]")) return;
  for (const form of autosaved()) if (record(form).dirty) keepDraft(form);
  event.preventDefault();
});
window.addEventListener("online", () => saveAll());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") saveAll();
});

// Before an act or another tab, everything written is saved; what cannot be saved keeps the person here.
document.addEventListener("htmx:confirm", (event) => {
  const asked = event.detail.elt;
  if (!asked.closest("#pane") || (event.detail.verb === "get" && !asked.closest("nav, .panel-head, .generated-head"))) return;
  const own = asked.closest("form[data-autosave]");
  if (own && asked.matches(".section-delete")) forget(own);
  if (!autosaved().some((form) => record(form).dirty || record(form).saving)) return;
  event.preventDefault();
  saveAll().then((isSaved) => (isSaved ? event.detail.issueRequest(true) : showTrouble()));
});

// Why an act has to wait: the first place that could not be saved.
function showTrouble() {
  const place = document.querySelector("#pane .conflict, #pane .is-invalid");
  place?.scrollIntoView({ block: "center" });
  place?.focus({ preventScroll: true });
}

// What a lost session, a closed window or an exchanged pane left behind comes back into its field, with the version that
// it was written on: had somebody else saved meanwhile, both texts are shown.
export function restoreDrafts() {
  for (const form of autosaved()) {
    const kept = sessionStorage.getItem(store(form));
    if (!kept || record(form).dirty) continue;
    const draft = new Map(JSON.parse(kept));
    const fields = [...form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken" && field.type !== "submit");
    const differs = (field) =>
      field.type === "checkbox" ? field.checked !== draft.has(field.name) : field.value !== (draft.get(field.name) ?? "").replaceAll("\r\n", "\n");
    if (!fields.some((field) => field.type !== "hidden" && differs(field))) {
      sessionStorage.removeItem(store(form));
      continue;
    }
    for (const field of fields) {
      if (field.type === "checkbox") field.checked = draft.has(field.name);
      else field.value = draft.get(field.name) ?? "";
    }
    tell("đã lấy lại phần viết dở, đang lưu…", "busy");
    written(form);
  }
}

// Typed while an act was under way: kept over the exchange of the pane.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "pane") return;
  for (const form of autosaved()) {
    if (record(form).dirty) keepDraft(form);
    clearTimeout(record(form).timer);
  }
});
