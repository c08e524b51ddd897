// Two versions of a picture on one spot, and a slider between them. Without this script they stand side by side.
// The slider is an <input type="range"> over both, so keys, fingers and screen readers have it without more.

function slide(slider) {
  slider.closest("[data-compare]").style.setProperty("--at", `${slider.value}%`);
  slider.setAttribute("aria-valuetext", `${slider.value} percent`);
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-compare] input")) slide(event.target);
});

// A browser that comes back to a page sets the slider to where it was; what HTMX swaps in begins in the middle.
for (const slider of document.querySelectorAll("[data-compare] input")) slide(slider);
