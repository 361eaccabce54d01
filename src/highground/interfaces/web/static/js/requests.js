// htmx: give each request the form token; say so when the server cannot be reached.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
});

function unreachable() {
  const place = document.getElementById("toasts");
  const told = document.getElementById("unreachable");
  if (!place || !told || place.querySelector("[data-unreachable]")) return;
  const notice = told.content.firstElementChild.cloneNode(true);
  notice.dataset.unreachable = "";
  place.append(notice);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail.xhr;
  if (new URL(answer.responseURL || location.href).searchParams.has("next")) {
    event.detail.shouldSwap = false; // signed out meanwhile: load the page again, which leads to sign-in and back
    location.reload();
  } else if (answer.status >= 400 && answer.status !== 422 && !answer.getResponseHeader("HX-Retarget")) {
    event.detail.shouldSwap = false; // not told by this server: a proxy, or a server that is starting
    unreachable();
  }
});
document.addEventListener("htmx:sendError", unreachable);
document.addEventListener("htmx:timeout", unreachable);
document.addEventListener("htmx:afterOnLoad", () => document.querySelector("[data-unreachable]")?.remove());
