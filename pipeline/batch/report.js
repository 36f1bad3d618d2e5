"use strict";
const body = document.querySelector(".rows tbody"), rows = [...body.rows], heads = [...document.querySelectorAll(".rows th")];
const filters = [...document.querySelectorAll(".filters button")], search = document.querySelector("input");
const order = new Intl.Collator("zh", { numeric: true });
function show() {
  const status = filters.find(it => it.getAttribute("aria-pressed") === "true").dataset.status;
  const text = search.value.trim().toLowerCase();
  for (const row of rows)
    row.hidden = (status && row.className !== status) || (text && !row.textContent.toLowerCase().includes(text));
}
filters.forEach(button => button.onclick = () => {
  filters.forEach(it => it.setAttribute("aria-pressed", it === button));
  show();
});
search.oninput = show;
for (const button of document.querySelectorAll("[data-code]")) button.onclick = () => {
  search.value = button.dataset.code;
  show();
  search.focus();
};
heads.forEach((head, column) => head.firstChild.onclick = () => {
  const up = head.getAttribute("aria-sort") !== "ascending";
  heads.forEach(it => it.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const keyed = rows.map((row, index) => [row.cells[column].textContent, index, row]);
  keyed.sort((a, b) => (up ? 1 : -1) * order.compare(a[0], b[0]) || a[1] - b[1]);
  body.append(...keyed.map(it => it[2]));
});
