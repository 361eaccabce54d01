// Names to choose from while one types: fills the list under every input with data-names. Without it one types the name.
const WAIT_MS = 200;

function suggest(input) {
  const address = input.closest("[data-names-address]")?.dataset.namesAddress;
  if (!address) return;
  const list = document.createElement("datalist");
  list.id = `${input.id}-names`;
  input.after(list);
  input.setAttribute("list", list.id);
  input.autocomplete = "off";
  let timer;
  let asked = 0;

  async function fill() {
    const typed = input.value.trim();
    const mine = ++asked;
    const query = new URLSearchParams({ of: input.dataset.names, q: typed });
    const response = await fetch(`${address}?${query}`).catch(() => null);
    if (!response?.ok || mine !== asked) return;
    list.innerHTML = await response.text();
    for (const option of list.options) {
      // A browser offers only names that hold what was typed; a match by pinyin has to say so in its label.
      if (!option.value.toLowerCase().includes(typed.toLowerCase())) option.label = `${option.value} · ${typed}`;
    }
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(fill, WAIT_MS);
  };
  input.addEventListener("input", later);
  input.addEventListener("focus", later, { once: true });
}

document.querySelectorAll("input[data-names]").forEach(suggest);
