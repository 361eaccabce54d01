// A toast goes after 10 seconds, not while it is pointed at or focused. What it undoes stays in the activity list.
const SHOWN_MS = 10_000;

function watch(toast) {
  let timer;
  const held = () => toast.matches(":hover") || toast.contains(document.activeElement);
  const stop = () => clearTimeout(timer);
  const start = () => {
    stop();
    if (!held()) timer = setTimeout(() => toast.remove(), SHOWN_MS);
  };
  toast.addEventListener("mouseenter", stop);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("mouseleave", start);
  toast.addEventListener("focusout", () => setTimeout(start));
  start();
}

const place = document.getElementById("toasts");
if (place) {
  place.querySelectorAll("[data-toast]").forEach(watch);
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) watch(node);
  }).observe(place, { childList: true });
}
