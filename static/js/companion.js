// "Who is here?" beside the page: the button in the bar and the names in the text open it. Without this script both
// are links to a page that says the same.

const dialog = document.querySelector("[data-companion-panel]");
const body = dialog.querySelector("[data-companion-body]");
const leaf = document.querySelector("[data-reader]");
const button = document.querySelector("[data-companion]");
const phone = matchMedia("(max-width: 40rem)");
let opener = null;

function sceneInView() {
  const line = innerHeight * 0.35;
  const scenes = [...leaf.querySelectorAll("[data-scene]")];
  return scenes.findLast((scene) => scene.getBoundingClientRect().top <= line) ?? scenes[0];
}

// The companion tells as far as the reader has come, so the scene must be kept as read before it is asked for.
async function keepPlace(scene) {
  const data = new FormData();
  data.set("scene", scene);
  data.set("csrfmiddlewaretoken", leaf.querySelector("[name=csrfmiddlewaretoken]").value);
  await fetch(leaf.dataset.placeUrl, { method: "POST", body: data }).catch(() => {});
}

async function open(scene, who, from) {
  opener = from;
  await keepPlace(scene);
  await htmx.ajax("GET", button.dataset.companion.replace("/0/", `/${scene}/`), { target: body, swap: "innerHTML" });
  if (!dialog.open) {
    if (phone.matches) dialog.showModal();
    else dialog.show();
  }
  const shown = (who && document.getElementById(who)) || body.querySelector("#companion-title");
  shown?.focus({ preventScroll: true });
  shown?.scrollIntoView({ block: who ? "center" : "nearest" });
}

function isPlain(event) {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

button.addEventListener("click", (event) => {
  if (!isPlain(event)) return;
  event.preventDefault();
  if (dialog.open) dialog.close();
  else open(sceneInView().dataset.scene, null, button);
});

leaf.addEventListener("click", (event) => {
  const name = event.target.closest("a.name");
  if (!name || !isPlain(event)) return;
  event.preventDefault();
  open(name.closest("[data-scene]").dataset.scene, new URL(name.href).hash.slice(1), name);
});

dialog.addEventListener("click", (event) => {
  const besideTheSheet = event.target === dialog && event.clientY < dialog.getBoundingClientRect().top;
  if (besideTheSheet || event.target.closest("[data-companion-close]")) dialog.close();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && dialog.open) dialog.close();
});

dialog.addEventListener("close", () => {
  if (opener?.isConnected) opener.focus({ preventScroll: true });
});
