"use strict";
// What the page does beyond forms and links: lighting lines, keys, copying, picking lines. Without it all forms work.

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const narrow = matchMedia("(max-width: 60rem)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const linesOf = (element) => (element.dataset.lines || "").split(" ").filter(Boolean);
const shown = (element) => element.checkVisibility();

// lighting: a statement lights its lines, a line the statements that rest on it

const statements = all("[data-lines]");
const threadLines = all("[data-line]");
let pinned = null;

function rests(element, line) {
  return linesOf(element).some((cited) => cited === line || line.startsWith(cited + "."));
}

function light(source) {
  all(".lit").forEach((one) => one.classList.remove("lit"));
  if (!source) return;
  const lines = source.dataset.line ? [source.dataset.line] : linesOf(source);
  for (const one of threadLines) {
    if (lines.some((cited) => cited === one.dataset.line || one.dataset.line.startsWith(cited + "."))) one.classList.add("lit");
  }
  const from = source.dataset.line ? statements.filter((one) => rests(one, source.dataset.line)) : [source];
  from.forEach((one) => linesOf(one).length && one.classList.add("lit"));
}

function lighting(target) {
  if (!(target instanceof Element)) return null;
  const one = target.closest("[data-line], [data-cite], [data-lines]");
  if (one && !one.dataset.cite) return one.dataset.lines === "" ? null : one;
  return one ? one.closest("[data-lines]") : null;
}

document.addEventListener("mouseover", (event) => light(lighting(event.target) || pinned));
document.addEventListener("focusin", (event) => {
  const one = lighting(event.target) || (event.target.matches("[data-item]") && event.target.querySelector("[data-lines]:not([data-lines=''])"));
  if (!one) return;
  pinned = one;
  light(one);
  if (!one.dataset.line) reveal(linesOf(one)[0]);
});

function reveal(line) {
  const element = byId(line);
  if (element && shown(element)) element.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
}

// narrow screens: one of the two panes at a time

function turn(to) {
  root.classList.toggle("on-brief", to === "brief");
  root.classList.toggle("on-thread", to === "thread");
  all("[data-tab]").forEach((tab) => tab.toggleAttribute("aria-current", tab.dataset.tab === to));
}

function arrive(id, focus = true) {
  const target = byId(id);
  if (!target) return;
  if (narrow.matches) turn(target.closest(".thread") ? "thread" : "brief");
  for (let up = target.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  target.scrollIntoView({ block: "center" });
  const item = target.matches("[tabindex], a") ? target : target.closest("[tabindex]");
  if (focus && item) item.focus({ preventScroll: true });
  light(lighting(target) || target.querySelector("[data-lines]"));
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-tab]");
  if (tab) {
    event.preventDefault();
    turn(tab.dataset.tab);
    scrollTo(0, 0);
    return;
  }
  if (pick(event)) return;
  const link = event.target.closest('a[href^="#"]');
  if (link && byId(decodeURIComponent(link.hash.slice(1)))) {
    event.preventDefault();
    arrive(decodeURIComponent(link.hash.slice(1)));
    if (link.dataset.cite) {
      pinned = link.closest("[data-lines]");
      light(pinned);
    }
  }
});

// editing: lines of the thread are picked by clicking them while an editor is open

const openEditor = () => all("details.edit[open] [data-editor]").find((form) => form.elements.lines);

function pickedIn(form) {
  return form.elements.lines.value.split(/[\s,]+/).filter(Boolean);
}

function showPicked() {
  const form = openEditor();
  root.classList.toggle("picking", Boolean(form));
  const picked = form ? pickedIn(form) : [];
  threadLines.forEach((line) => line.classList.toggle("picked", picked.includes(line.dataset.line)));
}

function pick(event) {
  const form = openEditor();
  const line = event.target.closest("[data-line]");
  if (!form || !line) return false;
  event.preventDefault();
  const picked = pickedIn(form);
  const id = line.dataset.line;
  form.elements.lines.value = (picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]).join(", ");
  showPicked();
  say(picked.includes(id) ? `${id} no longer cited` : `${id} cited`);
  return true;
}

document.addEventListener("input", (event) => event.target.name === "lines" && showPicked());
const folds = "details.edit, details.waive, details.menu";
all(folds).forEach((details) => details.addEventListener("toggle", () => (details.open ? enter(details) : showPicked())));

// Forms stand in <noscript> until they are opened: dozens of them at once would keep the page from showing.
function unfold(details) {
  const form = details.querySelector(":scope > noscript");
  if (form) form.replaceWith(document.createRange().createContextualFragment(form.textContent));
}

function enter(details) {
  unfold(details);
  details.open = true;
  all(folds).forEach((other) => {
    if (other !== details && !other.contains(details) && !changed(other)) other.open = false;
  });
  const first = details.querySelector("textarea, input:not([type=hidden]), select, a");
  if (first && !details.contains(document.activeElement.closest("form, ul"))) {
    first.focus();
    if (first.tagName === "TEXTAREA") first.setSelectionRange(first.value.length, first.value.length);
  }
  showPicked();
}

function changed(details) {
  return all("textarea, input:not([type=hidden])", details).some((one) => one.value !== one.defaultValue);
}

function close(details) {
  all("form", details).forEach((form) => form.reset());
  details.open = false;
  details.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) close(event.target.closest("details"));
  all("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

addEventListener("beforeunload", (event) => {
  if (unsaved().some((details) => !details.contains(submitted))) event.preventDefault();
});
const unsaved = () => all("details.edit[open], details.waive[open]").filter(changed);
let submitted = null;
document.addEventListener("submit", (event) => (submitted = event.target));

// copying

async function copy(element) {
  const source = element.dataset.copyFrom && byId(element.dataset.copyFrom);
  const listed = source && source.tagName === "UL" ? all("li", source).map((one) => "- " + one.textContent).join("\n") : null;
  try {
    const text = source ? listed || source.textContent : await (await fetch(element.href)).text();
    await navigator.clipboard.writeText(text);
    say(source ? `${element.dataset.copy} copied` : `Copied as ${element.dataset.copy}`);
  } catch {
    say("The browser does not let this page copy; open the link and copy there");
  }
}

document.addEventListener("click", (event) => {
  const element = event.target.closest("[data-copy]");
  if (!element) return;
  event.preventDefault();
  copy(element);
  const menu = element.closest("details.menu");
  if (menu) menu.open = false;
});

let quiet = 0;
function say(words) {
  byId("status").textContent = words;
  clearTimeout(quiet);
  quiet = setTimeout(() => (byId("status").textContent = ""), 4000);
}

// keys

const items = () => all("[data-item]").filter(shown);
let chosen = null;

function step(by) {
  const list = items();
  if (!list.length) return;
  const here = list.indexOf(document.activeElement.closest("[data-item]") || chosen);
  const next = list[here < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(here + by, 0), list.length - 1)];
  chosen = next;
  const link = next.querySelector("[data-open]");
  (link || next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function open(selector) {
  const item = document.activeElement.closest("[data-item]") || (chosen && shown(chosen) ? chosen : items()[0]);
  const details = item && item.querySelector(selector);
  if (details) enter(details);
  else say(selector === "details.edit" ? "Nothing to edit here" : "No finding to waive here");
}

function press(key) {
  const element = document.querySelector(`[data-key="${key}"]`);
  if (!element) return;
  if (element.tagName === "SUMMARY") enter(element.parentElement);
  else element.click();
}

function toThread() {
  const item = document.activeElement.closest("[data-item]") || chosen;
  const cited = item && item.querySelector("[data-cite]");
  if (cited) cited.click();
  else say("This rests on no line");
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  e: () => open("details.edit"),
  w: () => open("details.waive"),
  r: () => press("r"),
  s: () => press("s"),
  c: () => press("c"),
  n: () => press("n"),
  p: () => press("p"),
  t: toThread,
  u: () => document.querySelector(".home").click(),
  "?": () => byId("help").showModal(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select");
  if (event.key === "Escape") {
    const details = event.target.closest("details.edit[open], details.waive[open], details.menu[open]");
    if (details) close(details);
    return;
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && typing && event.target.form) {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

// beginning: the filters apply by themselves, what was open stays open, panes stay where they were

root.classList.add("js");
if (byId("thread")) turn("brief");
all("[data-help]").forEach((button) => button.addEventListener("click", keys["?"]));
all(".filters select").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));

const place = "review:" + location.pathname;
const kept = JSON.parse(sessionStorage.getItem(place) || "{}");
all("[data-keep]").forEach((details) => {
  if (kept[details.dataset.keep]) details.open = true;
});
const panes = all(".pane");
panes.forEach((pane, at) => (pane.scrollTop = (kept.panes || [])[at] || 0));
addEventListener("pagehide", () => {
  const open = Object.fromEntries(all("[data-keep]").map((details) => [details.dataset.keep, details.open]));
  sessionStorage.setItem(place, JSON.stringify({ ...open, panes: panes.map((pane) => pane.scrollTop) }));
});
if (location.hash) arrive(decodeURIComponent(location.hash.slice(1)));
const told = document.querySelector("[data-told]");
if (told) {
  history.replaceState(null, "", location.pathname + location.search.replace(/[?&](did|of)=[^&]*/g, "").replace(/^&/, "?") + location.hash);
}
