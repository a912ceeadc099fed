// Giving documents: files may be dropped anywhere on the form, and a slow line shows how far the sending is.

const form = document.querySelector("[data-give]");
const files = form?.querySelector("input[type=file]");
const chosen = form?.querySelector("[data-chosen]");
const state = form?.querySelector("[data-state]");

function tell() {
  const names = [...files.files].map((file) => file.name);
  chosen.textContent = names.length > 1 ? `Đã chọn ${names.length} tệp: ${names.slice(0, 5).join(", ")}${names.length > 5 ? " …" : ""}` : "";
}

for (const kind of ["dragover", "drop"]) {
  form?.addEventListener(kind, (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("is-over", kind === "dragover");
    if (kind !== "drop") return;
    files.files = event.dataTransfer.files;
    tell();
  });
}
form?.addEventListener("dragleave", () => form.classList.remove("is-over"));
files?.addEventListener("change", tell);

form?.addEventListener("submit", (event) => {
  const size = [...files.files].reduce((sum, file) => sum + file.size, 0);
  const most = Number(form.dataset.mostMb);
  if (size > most * 1024 * 1024) {
    event.preventDefault();
    state.textContent = `Các tệp nặng tất cả ${(size / 1024 / 1024).toFixed(0)} MB, mỗi lần nhận tối đa ${most} MB: hãy chia thành nhiều lần.`;
    return;
  }
  state.textContent = size > 1024 * 1024 ? `Đang gửi ${(size / 1024 / 1024).toFixed(0)} MB, mạng chậm thì chờ một chút…` : "Đang đọc…";
});
