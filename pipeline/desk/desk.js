"use strict";
// What the desk adds for a browser that runs scripts: it saves a field when it is left, shows what is found, moves
// between the cells of a table, and takes blocks from a spreadsheet. Everything else works without it.

const form = document.getElementById("part");
const state = document.getElementById("state");
const english = document.documentElement.lang === "en";
const words = (zh, en) => english ? en : zh;

// ---------------------------------------------------------------------------------------------------- saving

let saved = "", sending = null, again = false, leaving = false;

const sent = () => new URLSearchParams([...new FormData(form)].filter(([name]) => !name.startsWith("own-") && name !== "version"));

function tell(text, wrong = false) {
  state.textContent = text;
  state.className = wrong ? "wrong" : "";
}

// One save at a time: what is typed meanwhile goes with the next.
async function save() {
  if (sending) {
    again = true;
    return sending;
  }
  if (sent().toString() === saved) return;
  sending = send();
  await sending;
  sending = null;
  if (again) {
    again = false;
    await save();
  }
}

async function send() {
  const now = sent();
  const what = now.toString();
  now.set("version", form.elements.version.value);
  now.set("do", "save");
  try {
    const answer = await fetch(form.action, { method: "POST", body: now, headers: { "X-Banxin-Script": "1" } });
    const text = await answer.text();
    if (answer.status === 409) {
      // The page with both texts, as without a script.
      form.requestSubmit(form.querySelector("button.unseen"));
      return;
    }
    if (!answer.ok) {
      const said = new DOMParser().parseFromString(text, "text/html").body.textContent.trim();
      tell(said || words("没有保存上", "It was not saved"), true);
      return;
    }
    saved = what;
    show(text);
    tell(words("已保存", "Saved"));
    refreshPages();
  } catch {
    tell(words("没有保存上：填报台没有回答。您填的还在这一页，请不要关掉。", "Not saved: the desk does not answer. What you typed is on this page; do not close it."), true);
  }
}

// -------------------------------------------------------------------------------------------------- findings

const severities = ["error", "warning", "note"];

function show(markup) {
  const fresh = new DOMParser().parseFromString(markup, "text/html");
  const findings = fresh.getElementById("findings");
  if (!findings) return;
  document.getElementById("findings").replaceWith(findings);
  form.elements.version.value = findings.dataset.version;
  const wrong = Number(findings.dataset.errors) > 0;
  const mark = words("错误：", "Error: ");
  const title = document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title;
  document.title = (wrong ? mark : "") + title;
  markFields(findings);
  showSums(fresh.getElementById("sums"));
}

function markFields(findings) {
  for (const place of form.querySelectorAll(".told, .marks")) place.replaceChildren();
  for (const field of form.querySelectorAll("[aria-describedby], [aria-invalid]")) {
    const kept = (field.getAttribute("aria-describedby") || "").split(" ").filter(id => id && !/^n\d+$/.test(id));
    field.removeAttribute("aria-invalid");
    if (kept.length) field.setAttribute("aria-describedby", kept.join(" "));
    else field.removeAttribute("aria-describedby");
  }
  for (const item of findings.querySelectorAll("li")) {
    for (const id of item.dataset.for.split(" ").filter(Boolean)) {
      const field = document.getElementById(id);
      const place = form.querySelector(`.told[data-for="${id}"], .marks[data-for="${id}"]`);
      if (!field || !place) continue;
      const severity = severities.find(it => item.classList.contains(it));
      if (severity === "error") field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${item.id}`.trim());
      place.append(place.classList.contains("marks") ? numberOf(item, severity) : wordsOf(item, severity));
    }
  }
}

function numberOf(item, severity) {
  const link = document.createElement("a");
  link.className = severity;
  link.href = `#${item.id}`;
  const shape = item.querySelector(".shape").cloneNode(true);
  const word = item.querySelector("strong").textContent.replace(/[：:]\s*$/, "");
  link.append(shape, `${word} ${item.id.slice(1)}`);
  return link;
}

function wordsOf(item, severity) {
  const line = document.createElement("p");
  line.className = severity;
  for (const node of item.childNodes) {
    line.append(node.nodeName === "A" ? node.textContent : node.cloneNode(true));
  }
  return line;
}

function showSums(list) {
  const sums = new Map([...list.children].map(item => [item.dataset.for, item.textContent]));
  for (const button of form.querySelectorAll("button.sum")) {
    const sum = sums.get(button.dataset.for);
    button.hidden = sum === undefined || sum === document.getElementById(button.dataset.for).value.trim();
    if (sum !== undefined) button.querySelector("span").textContent = sum;
  }
}

// ------------------------------------------------------------------------------------------------ the tables

// The fields of a table by their places on the page: rows of fields, from left to right.
function gridOf(table) {
  return [...table.rows].map(row => [...row.querySelectorAll("input")]).filter(row => row.length);
}

function placeOf(grid, field) {
  const row = grid.findIndex(it => it.includes(field));
  return row < 0 ? null : { row, column: grid[row].indexOf(field) };
}

function move(event) {
  const field = event.target;
  const table = field.closest && field.closest("table");
  if (!table || field.tagName !== "INPUT" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const grid = gridOf(table);
  const at = placeOf(grid, field);
  if (!at) return;
  const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0] };
  if (whole || field.selectionEnd === 0) steps.ArrowLeft = [0, -1];
  if (whole || field.selectionStart === field.value.length) steps.ArrowRight = [0, 1];
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  const row = grid[at.row + step[0]];
  let next = row && row[step[0] ? Math.min(at.column, row.length - 1) : at.column + step[1]];
  // From the last cell of a column Enter goes on at the top of the next one.
  if (!next && event.key === "Enter" && !event.shiftKey) next = grid[0][at.column + 1];
  if (!next) return;
  next.focus();
  next.select();
}

// A block of a spreadsheet: lines of cells parted by tabs. Cells beyond the table are named, not dropped in silence.
function paste(event) {
  const field = event.target;
  const table = field.closest && field.closest("table");
  const text = event.clipboardData && event.clipboardData.getData("text/plain");
  if (!text || field.tagName !== "INPUT") return;
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map(line => line.split("\t"));
  if (!table || (lines.length === 1 && lines[0].length === 1)) return;
  event.preventDefault();
  const grid = gridOf(table);
  const at = placeOf(grid, field);
  const before = [];
  let beyond = 0;
  lines.forEach((line, down) => line.forEach((cell, right) => {
    const target = (grid[at.row + down] || [])[at.column + right];
    if (!target) {
      if (cell.trim()) ++beyond;
      return;
    }
    before.push([target, target.value]);
    target.value = cell.trim();
  }));
  changes.push(before);
  save().then(() => {
    if (beyond) tell(words(`已填入并保存；有 ${beyond} 格超出了表，没有填`, `Filled in and saved; ${beyond} cells lay beyond the table and were left out`), true);
  });
}

// What a paste changed is undone as one, as a field's own text is.
const changes = [];

function undo(event) {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "z" || event.shiftKey || !changes.length) return;
  event.preventDefault();
  for (const [field, value] of changes.pop()) field.value = value;
  save();
}

// From Word and WPS: paragraphs stay, the blanks that indent them go; said, not done in silence.
function pasteText(event) {
  const field = event.target;
  const text = event.clipboardData && event.clipboardData.getData("text/plain");
  if (!text || field.tagName !== "TEXTAREA") return;
  event.preventDefault();
  const lines = text.replace(/\r\n?/g, "\n").replace(/\u000b|\u2028|\u2029/g, "\n").split("\n")
    .map(line => line.replace(/^[ \t\u3000\u00a0]+|[ \t\u3000\u00a0]+$/g, "")).filter(Boolean);
  const dressed = (event.clipboardData.getData("text/html") || "").length > 0;
  // Keeps the browser's own undo.
  if (!document.execCommand("insertText", false, lines.join("\n"))) field.setRangeText(lines.join("\n"), field.selectionStart, field.selectionEnd, "end");
  if (lines.length > 1 || dressed) tell(words(`粘贴了 ${lines.length} 段；字体、缩进和空行没有带进来`, `${lines.length} paragraphs pasted, without fonts, indents and blank lines`));
}

// --------------------------------------------------------------------------------------------------- preview

const pages = document.getElementById("pages");
const opener = document.getElementById("see-pages");
// The server sends what this window does not show yet.
const view = Math.random().toString(36).slice(2) + Date.now().toString(36);
const wide = matchMedia("(min-width: 75rem)");

async function refreshPages() {
  if (!pages || pages.hidden) return;
  const address = `${opener.pathname}?part=${opener.dataset.part}&view=${view}`;
  const answer = await fetch(address, { headers: { "X-Banxin-Script": "1" } }).catch(() => null);
  if (!answer || !answer.ok) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = await answer.text();
  const count = fresh.content.getElementById("page-count");
  for (const part of [...fresh.content.children]) {
    if (part === count) continue;
    const old = part.dataset.page && pages.querySelector(`[data-page="${part.dataset.page}"]`);
    if (old) old.replaceWith(part);
    else pages.append(part);
  }
  for (const part of [...pages.children]) {
    if (part.localName === "p" || (count && Number(part.dataset.page) > Number(count.textContent))) part.remove();
  }
  if (!count) pages.append(fresh.content.querySelector("p") || "");
}

function showPages(shown) {
  pages.hidden = !shown;
  document.body.classList.toggle("with-pages", shown);
  opener.textContent = shown ? words("收起页面", "Hide the pages") : words("看排好的页面", "See the pages");
  sessionStorage.setItem("pages", shown ? "1" : "");
  refreshPages();
}

// ----------------------------------------------------------------------------------------------------- board

// What runs is asked how far it is, once a second; when it has ended the page is loaded anew.
async function watchWork() {
  const work = document.getElementById("work");
  if (!work || !work.dataset.running) return;
  const answer = await fetch("/board/work", { headers: { "X-Banxin-Script": "1" } }).catch(() => null);
  if (answer && answer.ok) {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("work");
    if (!fresh.dataset.running) return location.reload();
    // What has the focus stays: only the words and the bar are new.
    for (const part of ["p[role]", "p:has(progress)"]) {
      const old = work.querySelector(part), now = fresh.querySelector(part);
      if (old && now) old.replaceWith(now);
      else if (now) work.querySelector("p[role]").after(now);
    }
  }
  setTimeout(watchWork, 1000);
}

// Files that are dropped anywhere on the page are those that its form takes.
function takeDrops(place) {
  const input = place.querySelector("input[type=file]");
  const withFiles = event => [...event.dataTransfer.types].includes("Files");
  addEventListener("dragover", event => {
    if (!withFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", event => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
  addEventListener("drop", event => {
    document.body.classList.remove("dropping");
    if (!withFiles(event)) return;
    event.preventDefault();
    place.open = true;
    input.files = event.dataTransfer.files;
    input.focus();
  });
}

// ------------------------------------------------------------------------------------------------------ start

for (const time of document.querySelectorAll("time")) {
  const date = new Date(time.dateTime);
  if (!isNaN(date)) time.textContent = date.toLocaleString();
}
if (opener) {
  opener.addEventListener("click", event => {
    // A narrow window has no room beside the form: there the pages are a page.
    if (!wide.matches) return;
    event.preventDefault();
    showPages(pages.hidden);
  });
  if (wide.matches && sessionStorage.getItem("pages")) showPages(true);
}
for (const place of document.querySelectorAll("[data-drop]")) takeDrops(place);
watchWork();
if (form) {
  saved = sent().toString();
  form.addEventListener("focusout", event => { if (/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) save(); });
  form.addEventListener("keydown", move);
  form.addEventListener("keydown", undo);
  form.addEventListener("paste", paste);
  form.addEventListener("paste", pasteText);
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("beforeunload", event => { if (!leaving && sent().toString() !== saved) event.preventDefault(); });
  const findings = document.getElementById("findings");
  const field = location.hash && document.getElementById(location.hash.slice(1));
  if (field && form.contains(field)) field.focus();
  else if (document.querySelector(".alert") && findings) findings.focus();
}
