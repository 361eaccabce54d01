// What every page's script does. Without it every form and link still works.
import "./requests.js";
import "./theme.js";
import "./toasts.js";
import "./keys.js";

// After a fault the reader starts at what is wrong; the samples of the design page are not their own.
const wrong = document.querySelector("[data-focus]");
if (wrong && !wrong.closest(".sample")) wrong.focus();
