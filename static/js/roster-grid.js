// The grid of a list: rows save themselves when one leaves them, faults appear beside their cells, Enter goes down,
// blocks copied from Excel are pasted. Without this script the same form is sent by its button.

const form = document.getElementById("luoi");
const body = form.querySelector("tbody");
const state = document.getElementById("grid-state");
const ROWS_AT_ONCE = 40;
const PAUSE = 1200;

const rowOf = (node) => node.closest("tr[data-row]");
const fieldsOf = (row) => [...row.querySelectorAll("[data-field]")];
const field = (row, name) => row.querySelector(`[data-field="${name}"]`);
const newKey = () => `n${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
const isBlank = (row) => fieldsOf(row).every((input) => (input.type === "checkbox" ? !input.checked : !input.value.trim()));

function tell(text, kind = "") {
  state.textContent = text;
  state.dataset.kind = kind;
}

function make(tag, text, properties = {}) {
  const node = document.createElement(tag);
  node.textContent = text;
  return Object.assign(node, properties);
}

// ---- Rows -----------------------------------------------------------------------------------------------------------

// A row as one that was never saved: a copy of the last one, empty, under a new name.
function addRow() {
  const row = body.lastElementChild.cloneNode(true);
  rename(row, newKey(), 0);
  row.className = "";
  row.removeAttribute("id");
  for (const input of fieldsOf(row)) {
    if (input.type === "checkbox") input.checked = false;
    else if (input.tagName === "SELECT") input.selectedIndex = 0;
    else input.value = "";
  }
  showFaults(row, []);
  row.querySelector('[name$="-khac"]').value = "";
  row.querySelector("[data-place]").textContent = "mới";
  row.querySelector("[data-state]").textContent = "";
  row.querySelector(".conflict-choice")?.remove();
  body.append(row);
  return row;
}

function rename(row, key, version) {
  const old = row.dataset.row;
  row.dataset.row = key;
  row.querySelector('[name="r"]').value = `${key}:${version}`;
  for (const node of row.querySelectorAll("[name], [id], [aria-describedby]")) {
    for (const attribute of ["name", "id", "aria-describedby"]) {
      const value = node.getAttribute(attribute);
      if (value?.startsWith(`${old}-`)) node.setAttribute(attribute, key + value.slice(old.length));
    }
  }
}

function showFaults(row, faults) {
  row.classList.toggle("has-errors", faults.some((fault) => fault.error));
  for (const input of fieldsOf(row)) {
    const own = faults.filter((fault) => fault.field === input.dataset.field);
    const place = input.parentElement.querySelector(".faults");
    place.replaceChildren(...own.map((fault) => faultLine(row, fault)));
    if (own.length) input.setAttribute("aria-describedby", place.id);
    else input.removeAttribute("aria-describedby");
    if (own.some((fault) => fault.error)) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

function faultLine(row, fault) {
  const line = make("p", fault.sentence, { className: fault.error ? "fault-bad" : "fault-warn" });
  if (fault.suggestion) {
    const use = make("button", `Dùng «${fault.suggestion}»`, { type: "button", className: "btn-line" });
    use.dataset.use = fault.suggestion;
    line.append(" ", use);
  }
  if (fault.twins) {
    const label = make("label", "");
    const tick = make("input", "", { type: "checkbox", name: `${row.dataset.row}-khac`, value: "1" });
    tick.dataset.another = "";
    label.append(tick, " Hai người khác nhau");
    line.append(" ", label);
  }
  return line;
}

// ---- Saving: one request at a time, with all rows that wait -----------------------------------------------------------

const dirty = new Map(); // row → how often it was changed
let sending = null;
let timer = 0;
let failures = 0;

function written(row, pause = PAUSE) {
  dirty.set(row, (dirty.get(row) ?? 0) + 1);
  row.querySelector("[data-state]").textContent = "…";
  if (row === body.lastElementChild) addRow();
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  clearTimeout(timer);
  if (sending) return sending.then(() => (dirty.size ? save() : undefined));
  const rows = [...dirty.keys()].filter((row) => row.isConnected && !row.querySelector(".conflict-choice")).slice(0, ROWS_AT_ONCE);
  if (!rows.length) return undefined;
  const counts = rows.map((row) => dirty.get(row));
  const sent = rows.map((row) => row.dataset.row);
  tell(dirty.size > 1 ? `Đang ghi, còn ${dirty.size} dòng…` : "Đang ghi…", "busy");
  sending = post(form.action, dataOf(rows));
  const answer = await sending;
  sending = null;
  if (!answer) return undefined;
  const saved = new Map((answer.rows ?? []).map((one) => [one.sent, one]));
  rows.forEach((row, place) => {
    if (dirty.get(row) === counts[place]) dirty.delete(row);
    const one = saved.get(sent[place]);
    if (one) show(row, one);
  });
  showSums(answer);
  if (dirty.size && rows.some((row) => !dirty.has(row) || !row.querySelector(".conflict-choice"))) return save();
  return undefined;
}

function dataOf(rows) {
  const data = new URLSearchParams();
  for (const row of rows) {
    for (const input of row.querySelectorAll("[name]")) {
      if (input.name !== "xoa" && (input.type !== "checkbox" || input.checked)) data.append(input.name, input.value);
    }
  }
  return data;
}

// What the server answers as JSON; null when it could not be asked. Rows stay waiting and are sent again.
async function post(url, data) {
  let response;
  try {
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    response = await fetch(url, { method: "POST", body: data, headers: { Accept: "application/json" }, keepalive: data.toString().length < 60000 });
  } catch {
    const wait = Math.min(60, 3 * 2 ** failures++);
    tell(`Mất liên lạc với máy chủ: chữ vẫn còn trên trang, tự ghi lại sau ${wait} giây.`, "bad");
    timer = setTimeout(save, wait * 1000);
    return null;
  }
  failures = 0;
  const isJson = response.headers.get("Content-Type")?.includes("json");
  if (!isJson) {
    tell(
      response.status === 403 || response.redirected
        ? "Phiên làm việc đã hết: mở thẻ mới, đăng nhập lại, rồi quay lại đây sửa tiếp một ô. Chữ vẫn còn trên trang."
        : "Máy chủ gặp lỗi, chưa ghi được. Chữ vẫn còn trên trang: chờ một phút rồi sửa tiếp một ô để ghi lại.",
      "bad",
    );
    return null;
  }
  const answer = await response.json();
  if (answer.refusal) {
    tell(answer.refusal, "bad");
    return null;
  }
  return answer;
}

function show(row, one) {
  if (one.state === "conflict") return showConflict(row, one);
  if (one.key !== row.dataset.row || one.version !== undefined) rename(row, one.key, one.version);
  if (dirty.has(row)) return undefined;
  showFaults(row, one.faults);
  if (!row.classList.contains("has-errors")) document.querySelector(`[data-faulty="${one.place}"]`)?.remove();
  row.querySelector("[data-place]").textContent = one.place || "mới";
  row.classList.toggle("is-waiting", one.waits);
  const words = { stored: one.waits ? "chờ chỗ" : "đã ghi", unfinished: "chưa ghi được", empty: "" };
  row.querySelector("[data-state]").textContent = words[one.state];
  row.dataset.saved = one.state;
  return undefined;
}

function showSums(answer) {
  const open = dirty.size;
  const bad = body.querySelectorAll("tr.has-errors").length;
  if (!body.querySelector(".conflict-choice")) tell(open ? `Còn ${open} dòng chưa ghi…` : bad ? `Đã ghi; ${bad} dòng còn lỗi, xem chỗ báo đỏ.` : "Đã ghi hết.", open || bad ? "" : "good");
  for (const [name, value] of Object.entries(answer.sums ?? {})) {
    const place = document.querySelector(`[data-sum="${name}"]`);
    if (place) place.textContent = value;
  }
  const lacks = document.getElementById("lacks");
  if (!lacks || !answer.lacks) return;
  lacks.replaceChildren(
    ...answer.lacks.map((lack) => {
      const line = make("li", lack.url ? "" : lack.sentence);
      if (lack.url) line.append(make("a", lack.sentence, { href: lack.url }));
      return line;
    }),
  );
}

// Somebody else changed the row: both texts stand there until the person chooses.
function showConflict(row, one) {
  const isGone = !Object.keys(one.theirs ?? {}).length;
  const place = row.lastElementChild;
  place.querySelector(".conflict-choice")?.remove();
  const box = make("div", "", { className: "conflict-choice" });
  box.setAttribute("role", "alert");
  box.append(make("strong", isGone ? "Người khác vừa xóa dòng này." : "Người khác vừa sửa dòng này thành:"));
  for (const input of isGone ? [] : fieldsOf(row)) {
    const theirs = one.theirs[input.dataset.field] ?? "";
    const own = input.type === "checkbox" ? (input.checked ? "x" : "") : input.value;
    if (theirs !== own) box.append(make("p", `${input.getAttribute("aria-label")}: ${theirs || "(trống)"}`));
  }
  const mine = make("button", "Ghi bản của tôi", { type: "button", className: "btn btn-sm btn-secondary" });
  mine.addEventListener("click", () => {
    rename(row, isGone ? newKey() : one.key, isGone ? 0 : one.version);
    box.remove();
    written(row, 0);
  });
  const other = make("button", isGone ? "Bỏ dòng này" : "Lấy bản kia", { type: "button", className: "btn btn-sm btn-light" });
  other.addEventListener("click", () => {
    dirty.delete(row);
    box.remove();
    if (isGone) return row.remove();
    fill(row, one.theirs);
    rename(row, one.key, one.version);
    return showFaults(row, []);
  });
  box.append(mine, other);
  place.append(box);
  dirty.delete(row);
  tell("Có dòng người khác vừa sửa: hãy chọn bản đúng ở dòng đó.", "bad");
}

function fill(row, cells) {
  for (const [name, value] of Object.entries(cells)) {
    const input = field(row, name);
    if (!input) continue;
    if (input.type === "checkbox") input.checked = Boolean(value);
    else if (input.tagName === "SELECT") {
      if (![...input.options].some((option) => option.value === value)) input.append(make("option", value));
      input.value = value;
    } else input.value = value;
  }
}

// ---- Hands ----------------------------------------------------------------------------------------------------------

body.addEventListener("input", (event) => {
  const input = event.target;
  const row = rowOf(input);
  if (!row) return;
  if (input.checked && (input.dataset.field === "paid" || input.dataset.field === "unpaid")) {
    field(row, input.dataset.field === "paid" ? "unpaid" : "paid").checked = false;
  }
  if (input.dataset.field || "another" in input.dataset) written(row);
});

body.addEventListener("focusout", (event) => {
  const row = rowOf(event.target);
  if (row && dirty.has(row) && !row.contains(event.relatedTarget)) save();
});

// As in Excel, Enter after some Tabs goes to the next row where the first Tab began.
let begun = null;
body.addEventListener("pointerdown", () => (begun = null));
body.addEventListener("keydown", (event) => {
  const name = event.target.dataset.field;
  if (name && event.key === "Tab" && !event.shiftKey) begun ??= name;
  if (!name || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const row = rowOf(event.target);
  const isSelect = event.target.tagName === "SELECT";
  if (event.target.type === "checkbox" && event.key.toLowerCase() === "x") {
    event.preventDefault();
    event.target.click();
  } else if (event.key === "Enter" || (event.key === "ArrowDown" && !isSelect)) {
    event.preventDefault();
    field(row.nextElementSibling ?? addRow(), (event.key === "Enter" && begun) || name).focus();
    begun = null;
  } else if (event.key === "ArrowUp" && !isSelect && row.previousElementSibling) {
    event.preventDefault();
    field(row.previousElementSibling, name).focus();
  }
});

body.addEventListener("click", (event) => {
  const use = event.target.closest("[data-use]");
  const remove = event.target.closest("[data-delete]");
  if (use) {
    const input = use.closest("td").querySelector("[data-field]");
    input.value = use.dataset.use;
    written(rowOf(input), 0);
    input.focus();
  } else if (remove) deleteRow(rowOf(remove));
});

async function deleteRow(row) {
  if (isBlank(row) && !row.dataset.saved && row.dataset.row.startsWith("n")) return;
  await sending;
  const cells = Object.fromEntries(fieldsOf(row).map((input) => [input.dataset.field, input.type === "checkbox" ? (input.checked ? "x" : "") : input.value]));
  const answer = await post(form.action, new URLSearchParams({ xoa: row.dataset.row }));
  if (!answer) return;
  dirty.delete(row);
  const next = row.nextElementSibling ?? addRow();
  row.remove();
  showSums(answer);
  const name = cells.full_name || "dòng vừa rồi";
  tell(`Đã xóa ${name}. `);
  if (!Object.values(cells).some((text) => text.includes("•"))) {
    const back = make("button", "Hoàn tác", { type: "button", className: "btn-line" });
    back.addEventListener("click", () => {
      fill(addRow(), cells);
      written(body.lastElementChild, 0);
    });
    state.append(back);
  }
  (field(next, "full_name") ?? form).focus();
}

document.querySelector("[data-add]").addEventListener("click", () => field(addRow(), "full_name").focus());

// A block from Excel. With names in it, it goes to empty rows, so that nothing is overwritten; a block without names
// (a column of years) fills the cells from here on.
body.addEventListener("paste", async (event) => {
  const input = event.target.closest("[data-field]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!input || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
  event.preventDefault();
  tell("Đang nhận khối dán…", "busy");
  const block = await post(form.dataset.paste, new URLSearchParams({ khoi: text, cot: input.dataset.field }));
  if (!block) return;
  const hasNames = block.rows.some((cells) => "full_name" in cells);
  let row = rowOf(input);
  for (const cells of block.rows) {
    while (hasNames && !isBlank(row)) row = row.nextElementSibling ?? addRow();
    fill(row, cells);
    written(row);
    row = row.nextElementSibling ?? addRow();
  }
  await save();
  const left = block.unread.length ? ` Không dùng cột ${block.unread.map((head) => `«${head}»`).join(", ")}.` : "";
  if (left || block.skipped) state.append(`${left}${block.skipped ? ` Bỏ qua ${block.skipped} dòng không phải người.` : ""}`);
});

// Sending the list waits until every row is saved.
for (const button of document.querySelectorAll("[data-after-saving]")) {
  button.form.addEventListener("submit", async (event) => {
    if (!dirty.size && !sending) return;
    event.preventDefault();
    await save();
    await sending;
    if (dirty.size) state.scrollIntoView({ block: "center" });
    else button.form.submit();
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
window.addEventListener("beforeunload", (event) => {
  if (dirty.size || sending || body.querySelector(".conflict-choice")) event.preventDefault();
});
window.addEventListener("online", save);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
