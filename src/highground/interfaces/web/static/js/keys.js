// Single keys: "/" search, "g" and a letter to go, "j" and "k" rows, Enter open, "e" edit, "u" undo, "?" this list.
// Off inside fields, with a modifier held, and where the reader turned them off.
const GO_MS = 1500;
let goUntil = 0;
let focusBefore = null;

const isOn = () => document.documentElement.dataset.shortcuts === "on";
const isField = (at) => at.isContentEditable || at.matches("input, select, textarea");
const press = (selector) => document.querySelector(selector)?.click();

function findSearch() {
  const field = [...document.querySelectorAll("[data-search]")].find((one) => one.offsetParent !== null);
  field?.focus();
  field?.select();
}

function rows() {
  return [...document.querySelectorAll("[data-rows]")].flatMap((place) =>
    [...place.children].filter((row) => row.offsetParent !== null),
  );
}

function toRow(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next].tabIndex = -1;
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function openRow(at) {
  if (at.parentElement?.matches("[data-rows]")) (at.querySelector("a[data-open]") ?? at.querySelector("a[href]"))?.click();
}

function editWhatIsOpen(at) {
  const row = at.closest("[data-rows] > *");
  const ofPage = [...document.querySelectorAll("[data-edit]")].find((one) => !one.closest("[data-rows]"));
  (row?.querySelector("[data-edit]") ?? ofPage)?.click();
}

function undo() {
  const buttons = document.querySelectorAll("form[data-undo] button");
  buttons[buttons.length - 1]?.click();
}

function showKeys(shown) {
  const list = document.getElementById("keys");
  if (!list) return;
  if (shown) focusBefore = document.activeElement;
  list.hidden = !shown;
  if (shown) list.focus();
  else focusBefore?.focus?.();
}

const PLAIN = {
  "/": findSearch,
  j: () => toRow(1),
  k: () => toRow(-1),
  e: () => editWhatIsOpen(document.activeElement),
  u: undo,
  "?": () => showKeys(document.getElementById("keys")?.hidden),
};

document.addEventListener("keydown", (event) => {
  const keys = document.getElementById("keys");
  if (event.key === "Escape" && keys && !keys.hidden) return showKeys(false);
  const at = event.target;
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isField(at)) return;
  if (event.key === "Enter") return openRow(at);
  if (Date.now() < goUntil) {
    goUntil = 0;
    const place = [...document.querySelectorAll("[data-go-key]")].find((one) => one.dataset.goKey === event.key);
    if (place) event.preventDefault();
    return place?.click();
  }
  if (event.key === "g") {
    goUntil = Date.now() + GO_MS;
    return;
  }
  const act = PLAIN[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.querySelector("[data-keys-close]")?.addEventListener("click", () => showKeys(false));
