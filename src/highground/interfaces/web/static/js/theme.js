// Light or dark without loading the page again; the form saves the choice.
const root = document.documentElement;
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme === "dark" || (root.dataset.theme === "auto" && dark.matches);
}

for (const form of document.querySelectorAll("[data-theme-form]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const before = root.dataset.theme;
    const body = new FormData(form);
    const wanted = isDark() ? "light" : "dark";
    body.set("theme", wanted);
    root.dataset.theme = wanted;
    const saved = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
    // A redirect is the answer to a saved choice; it is opaque here, which is enough.
    if (!saved || !(saved.ok || saved.type === "opaqueredirect")) root.dataset.theme = before;
  });
}
