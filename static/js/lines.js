// Forms with many lines: «Thêm dòng» adds one from the template beside it.

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-line]");
  if (!add) return;
  event.preventDefault();
  const form = add.closest("form");
  const total = form.querySelector('[name$="-TOTAL_FORMS"]');
  const html = form.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
  const lines = form.querySelector("[data-lines]");
  lines.insertAdjacentHTML("beforeend", html);
  total.value = String(Number(total.value) + 1);
  const added = lines.lastElementChild;
  const order = added.querySelector('[name$="-ORDER"]');
  if (order) order.value = total.value;
  added.querySelector("textarea, input:not([type=hidden]), select")?.focus();
});
