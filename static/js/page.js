// What every page has: choices of appearance that are remembered, and menus that close when one looks elsewhere.

const root = document.documentElement;

function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(`vividpages-${name}`);
    else localStorage.setItem(`vividpages-${name}`, value);
  } catch {
    // Without storage the choice holds for this page.
  }
}

// `standard` is the value that stands for "as it comes": no attribute, nothing stored.
function connectChoice(name, standard) {
  const inputs = document.querySelectorAll(`[data-${name}-switch] input`);
  for (const input of inputs) {
    input.checked = input.value === (root.dataset[name] ?? standard);
    input.addEventListener("change", () => {
      if (input.value === standard) delete root.dataset[name];
      else root.dataset[name] = input.value;
      remember(name, input.value === standard ? null : input.value);
      root.dispatchEvent(new CustomEvent("appearance", { bubbles: true }));
    });
  }
}

connectChoice("theme", "auto");
connectChoice("size", "3");
connectChoice("pictures", "on");
connectChoice("speakers", "on");

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
