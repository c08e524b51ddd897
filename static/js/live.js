// Beside what HTMX swaps in: new pictures fade in (and only they), and screen readers hear of what matters.

const announcer = document.querySelector("[data-announcer]");
const seen = new Set();

function pictures() {
  return document.querySelectorAll("#live [data-picture]");
}

function announce() {
  const sentence = document.getElementById("live")?.dataset.announcement ?? "";
  if (announcer.textContent !== sentence) announcer.textContent = sentence;
}

for (const picture of pictures()) seen.add(picture.dataset.picture);

document.addEventListener("htmx:oobAfterSwap", () => {
  for (const picture of pictures()) {
    if (seen.has(picture.dataset.picture)) continue;
    seen.add(picture.dataset.picture);
    picture.classList.add("is-new");
  }
  announce();
});

// Signed out in another window: what this page shows is not for whoever comes next.
const SIGNED_OUT = 4401;
document.addEventListener("htmx:wsClose", (event) => {
  if (event.detail.event?.code === SIGNED_OUT) location.reload();
});
