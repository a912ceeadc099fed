// Marks and scores save themselves, each on its own: a tap is kept on this machine first, then sent; on a bad line it is
// sent again until the server has it, also after the page was closed. Without this script the form has its own button.

const form = document.querySelector("form[data-marks]");
const state = document.getElementById("save-state");
const shelf = `marks:${form.dataset.owner}:${form.getAttribute("action")}`;
const RETRIES = [2000, 4000, 8000, 20000, 30000];
const AT_ONCE = 400;
const cookie = (name) =>
  document.cookie.split("; ").find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

let waiting = new Map(read()); // name of the field → value, not known to the server yet
let sending = null;
let timer = 0;
let failures = 0;
let stopped = "";

function read() {
  try {
    return JSON.parse(localStorage.getItem(shelf) ?? "[]");
  } catch {
    return [];
  }
}

function keep() {
  try {
    if (waiting.size) localStorage.setItem(shelf, JSON.stringify([...waiting]));
    else localStorage.removeItem(shelf);
  } catch {
    // No store in this browser: what waits stands on the page only.
  }
}

function tell(text, kind = "") {
  state.dataset.kind = kind;
  if (state.textContent !== text) state.textContent = text;
}

// ---- Fields ---------------------------------------------------------------------------------------------------------

const personOf = (name) => name.slice(name.indexOf("-") + 1);
const rowOf = (name) => form.querySelector(`[data-person="${personOf(name)}"]`);
const isMark = (name) => name.startsWith("m-");

function show(name, value) {
  if (isMark(name)) {
    for (const radio of form.querySelectorAll(`input[name="${name}"]`)) radio.checked = radio.value === value;
  } else if (form.elements[name] && document.activeElement !== form.elements[name]) {
    form.elements[name].value = value;
  }
  const seen = form.elements[`w-${name}`];
  if (seen && !waiting.has(name)) seen.value = value;
}

function showWaiting() {
  for (const row of form.querySelectorAll("[data-person]")) row.classList.remove("is-waiting");
  for (const name of waiting.keys()) rowOf(name)?.classList.add("is-waiting");
}

function showFault(name, sentence) {
  const field = form.elements[name];
  if (!(field instanceof HTMLElement)) return;
  field.toggleAttribute("aria-invalid", Boolean(sentence));
  if (sentence) field.setAttribute("aria-invalid", "true");
  field.classList.toggle("is-invalid", Boolean(sentence));
  const place = document.getElementById(`${name}-error`);
  if (place) place.textContent = sentence;
}

function put(name, value) {
  waiting.set(name, value);
  keep();
  showWaiting();
  count();
  clearTimeout(timer);
  send();
}

// What stands on the page, as long as the server has not said it.
function count() {
  const numbers = { p: 0, a: 0, e: 0, "": 0 };
  const places = form.querySelectorAll("[data-tally]");
  if (!places.length || form.dataset.pages) return;
  for (const row of form.querySelectorAll("[data-person]")) {
    if (!row.hasAttribute("data-companion")) numbers[row.querySelector("input[type=radio]:checked")?.value ?? ""] += 1;
  }
  for (const place of places) place.textContent = numbers[place.dataset.tally];
}

// ---- Sending --------------------------------------------------------------------------------------------------------

async function send() {
  if (sending || stopped || !waiting.size) return;
  const sent = [...waiting].slice(0, AT_ONCE);
  tell(`đang lưu ${waiting.size > 1 ? `${waiting.size} chỗ` : ""}…`, "busy");
  sending = post(sent);
  try {
    await sending;
  } finally {
    sending = null;
  }
  if (waiting.size && !failures) send();
}

async function post(sent) {
  let answer;
  let said = {};
  try {
    answer = await fetch(form.getAttribute("action"), {
      method: "POST",
      body: new URLSearchParams(sent),
      headers: { Accept: "application/json", "HX-Request": "true", "X-CSRFToken": cookie("csrftoken") },
    });
    if (answer.headers.get("Content-Type")?.includes("json")) said = await answer.json();
  } catch {
    return later("mất mạng");
  }
  if ((answer.ok || answer.status === 400) && said.saved_at) return accepted(sent, said);
  if (answer.status === 409 && said.refused) return refused(said.refused);
  if (answer.status === 401) return later("phiên làm việc đã hết, hãy đăng nhập lại ở thẻ khác");
  if (answer.status === 403) return later("bạn không còn quyền ghi, hoặc phiên làm việc đã đổi");
  return later("máy chủ chưa trả lời");
}

function accepted(sent, said) {
  failures = 0;
  for (const [name, value] of sent) {
    if (waiting.get(name) === value) waiting.delete(name);
    showFault(name, said.errors?.[name] ?? "");
  }
  keep();
  for (const [person, value] of Object.entries(said.marks ?? {})) {
    if (!waiting.has(`m-${person}`)) show(`m-${person}`, value);
  }
  for (const [name, value] of sent) if (!isMark(name) && !waiting.has(name) && !said.errors?.[name]) showFresh(name, value, said);
  for (const [name, text] of Object.entries(said.texts ?? {})) {
    const place = document.getElementById(name);
    if (place) place.textContent = text;
  }
  showWaiting();
  count();
  if (!waiting.size && said.tally) {
    for (const place of form.querySelectorAll("[data-tally]")) place.textContent = said.tally[place.dataset.tally];
  }
  if (said.unknown?.length) tell("có người không còn trong danh sách: hãy tải lại trang", "bad");
  else if (Object.keys(said.errors ?? {}).length) tell("chưa lưu được: xem chỗ báo đỏ", "bad");
  else if (!waiting.size) tell(`đã lưu lúc ${said.saved_at}`, "good");
}

function showFresh(name, value, said) {
  show(name, said.values?.[name] ?? value);
}

function refused(sentence) {
  stopped = sentence;
  tell(`chưa lưu: ${sentence}`, "bad");
}

function later(why) {
  const wait = RETRIES[Math.min(failures, RETRIES.length - 1)];
  failures += 1;
  tell(`chưa gửi được ${waiting.size} chỗ (${why}); đã giữ trên máy này, sẽ gửi lại`, "bad");
  clearTimeout(timer);
  timer = setTimeout(send, wait);
}

// ---- What people do ---------------------------------------------------------------------------------------------------

let tapped = null;
form.addEventListener("pointerdown", (event) => {
  const label = event.target.closest(".roll-marks label");
  tapped = label && document.getElementById(label.htmlFor).checked ? label.htmlFor : null;
});

// A tap on the mark that is set takes it away.
form.addEventListener("click", (event) => {
  const radio = event.target.closest("input[type=radio]");
  if (!radio || radio.id !== tapped) return;
  tapped = null;
  radio.checked = false;
  put(radio.name, "");
});

form.addEventListener("change", (event) => {
  const field = event.target;
  if (field.name && field.type !== "checkbox") put(field.name, field.value);
});

form.addEventListener("submit", (event) => {
  const isAll = event.submitter?.name === "ca-lop";
  if (isAll && form.dataset.pages) return; // the server knows who stands on the other pages
  event.preventDefault();
  if (isAll) {
    const open = [...form.querySelectorAll("[data-person]")].filter((row) => !row.querySelector("input[type=radio]:checked"));
    for (const row of open) {
      const name = `m-${row.dataset.person}`;
      show(name, "p");
      waiting.set(name, "p");
    }
    keep();
    showWaiting();
    count();
    if (!open.length) tell("mọi người đã được ghi; ai vắng thì giữ nguyên", "good");
  }
  failures = 0;
  send();
});

window.addEventListener("online", () => {
  failures = 0;
  clearTimeout(timer);
  send();
});
document.addEventListener("visibilitychange", () => send());

// What an earlier page could not send.
for (const [name, value] of waiting) {
  if (form.elements[name]) show(name, value);
}
showWaiting();
if (waiting.size) {
  count();
  send();
}
