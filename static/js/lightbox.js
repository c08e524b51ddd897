// Looking closely at pictures: any link with `data-zoom` opens in a dialog; arrow keys go from one to the next.
// Without this script the links open the pictures themselves.

const dialog = document.createElement("dialog");
dialog.className = "lightbox";
dialog.setAttribute("aria-label", "Picture");
dialog.innerHTML = `
  <img alt="">
  <p aria-live="polite"></p>
  <nav aria-label="What to do with this picture"></nav>
  <button type="button" data-previous aria-label="Previous picture">←</button>
  <button type="button" data-next aria-label="Next picture">→</button>
  <button type="button" data-close aria-label="Close">✕</button>`;
document.body.append(dialog);

const image = dialog.querySelector("img");
const caption = dialog.querySelector("p");
const menu = dialog.querySelector("nav");
const buttons = {
  previous: dialog.querySelector("[data-previous]"),
  next: dialog.querySelector("[data-next]"),
};

let links = [];
let at = 0;

function show(index) {
  if (index < 0 || index >= links.length) return;
  at = index;
  const thumbnail = links[at].querySelector("img");
  image.src = thumbnail.currentSrc || links[at].href; // what is there already, until the whole has come
  image.alt = thumbnail.alt;
  image.sizes = "100vw";
  image.srcset = thumbnail.srcset || links[at].href;
  caption.textContent = thumbnail.alt;
  const entries = links[at].parentElement.querySelectorAll(".picture-menu a");
  menu.replaceChildren(...[...entries].map((entry) => entry.cloneNode(true)));
  offerToReveal(links[at].href);
  buttons.previous.hidden = at === 0;
  buttons.next.hidden = at === links.length - 1;
}

// Behind a blur no more than that has come; the answer says on which page a click shows the picture.
async function offerToReveal(address) {
  const answer = await fetch(address, { method: "HEAD" });
  const page = answer.headers.get("X-Revealed-At");
  if (!page || links[at]?.href !== address) return;
  const entry = document.createElement("a");
  entry.href = `${page}?next=${encodeURIComponent(location.pathname + location.search)}`;
  entry.textContent = "Show this picture";
  menu.prepend(entry);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-zoom]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  links = [...document.querySelectorAll("a[data-zoom]")];
  show(links.indexOf(link));
  dialog.showModal();
});

dialog.addEventListener("click", (event) => {
  if (event.target.closest("[data-previous]")) show(at - 1);
  else if (event.target.closest("[data-next]")) show(at + 1);
  else if (!event.target.closest("p, nav")) dialog.close();
});

dialog.addEventListener("keydown", (event) => {
  if (event.key === "ArrowLeft") show(at - 1);
  else if (event.key === "ArrowRight") show(at + 1);
  else return;
  event.preventDefault();
  event.stopPropagation();
});

// The page comes back to the picture that was looked at last.
dialog.addEventListener("close", () => {
  image.removeAttribute("srcset");
  image.removeAttribute("src");
  const link = links[at];
  if (!link?.isConnected) return;
  link.focus({ preventScroll: true });
  link.scrollIntoView({ block: "nearest" });
});
