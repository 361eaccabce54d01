// A panel under a summary closes when one goes on elsewhere or presses Escape. Without it the summary closes it.
const open = () => document.querySelectorAll("details.drop[open]");

document.addEventListener("pointerdown", (event) => {
  for (const drop of open()) if (!drop.contains(event.target)) drop.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const drop of open()) {
    const summary = drop.querySelector("summary");
    if (drop.contains(document.activeElement)) summary.focus();
    drop.open = false;
  }
});
