// What every page needs from a script. All pages work without it, except those that say otherwise.

const cookie = (name) =>
  document.cookie.split("; ").find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);

// htmx sends Django's CSRF token with every request that changes something.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = cookie("csrftoken") ?? "";
});

// A request that failed is said in words, and nothing typed is lost.
const FAILURES = {
  0: "Không liên lạc được với máy chủ. Nội dung đang nhập vẫn còn trên trang: kiểm tra mạng rồi làm lại.",
  401: "Phiên làm việc đã hết. Nội dung đang nhập vẫn còn trên trang: đăng nhập lại ở thẻ mới rồi quay lại đây làm tiếp.",
  403: "Bạn không được phép làm việc này, hoặc phiên làm việc đã đổi. Tải lại trang rồi thử lại.",
  404: "Không còn tìm thấy nội dung này. Có thể người khác vừa xóa: tải lại trang để xem bản mới nhất.",
  413: "Nội dung gửi lên quá lớn. Hãy chia nhỏ rồi gửi lại.",
};
const OTHER_FAILURE = "Máy chủ gặp lỗi, việc vừa rồi chưa được lưu. Nội dung vẫn còn trên trang: chờ một phút rồi thử lại.";

function say(sentence, { kind = "error", link = null } = {}) {
  const area = document.getElementById("messages");
  if (!area) return;
  const notice = document.createElement("div");
  notice.className = `notice notice-${kind}`;
  const text = document.createElement("div");
  text.textContent = sentence;
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.text;
    anchor.target = "_blank";
    text.append(" ", anchor);
  }
  notice.append(text);
  area.replaceChildren(notice);
  notice.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  const signIn = event.detail.xhr.getResponseHeader("X-Sign-In");
  const link = status === 401 && signIn ? { href: signIn, text: "Đăng nhập lại" } : null;
  say(FAILURES[status] ?? OTHER_FAILURE, { link });
});
document.addEventListener("htmx:sendError", () => say(FAILURES[0]));
document.addEventListener("htmx:timeout", () => say(FAILURES[0]));

// «/» goes to the search field, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = [...document.querySelectorAll("[data-search]")].find((input) => input.offsetParent !== null);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// Menus close when one clicks elsewhere or presses Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A password can be looked at while it is typed.
for (const field of document.querySelectorAll("input[type=password]")) {
  const wrapper = document.createElement("div");
  wrapper.className = "secret";
  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "secret-toggle";
  toggle.textContent = "Hiện";
  toggle.setAttribute("aria-pressed", "false");
  toggle.setAttribute("aria-label", "Hiện mật khẩu");
  toggle.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    toggle.textContent = shown ? "Ẩn" : "Hiện";
    toggle.setAttribute("aria-pressed", String(shown));
    field.focus();
  });
  field.before(wrapper);
  wrapper.append(field, toggle);
  field.form?.addEventListener("submit", () => { field.type = "password"; });
}

// A form that asks for nothing but a file is sent as soon as the file is chosen.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-send-at-once]") && event.target.files.length) event.target.form.requestSubmit();
});

// A form is sent once, however often its button is pressed; coming back by the browser's button frees it again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post], [data-hx-post]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 8000);
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A page that is meant for paper has a button for it.
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());

// A bar of tabs wider than the screen shows the tab that one is on.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const bar = tab.parentElement;
  const left = tab.getBoundingClientRect().left - bar.getBoundingClientRect().left;
  bar.scrollLeft += left - (bar.clientWidth - tab.offsetWidth) / 2;
}
