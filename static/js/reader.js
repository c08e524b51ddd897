// Reading: the place is kept as one reads, and keys and swipes turn the chapters. All of it can be done without.

const leaf = document.querySelector("[data-reader]");
const token = leaf.querySelector("[name=csrfmiddlewaretoken]").value;
const bar = document.querySelector(".reader-progress");
const scenes = [...leaf.querySelectorAll("[data-scene]")];

// --- the place ---------------------------------------------------------------------------------------------------

const SETTLE_MS = 1200;
let kept = null;
let timer = 0;

function sceneAtReadingLine() {
  const line = innerHeight * 0.35;
  let found = scenes[0];
  for (const scene of scenes) {
    if (scene.getBoundingClientRect().top > line) break;
    found = scene;
  }
  return found?.dataset.scene ?? null;
}

function keepPlace() {
  clearTimeout(timer);
  const scene = sceneAtReadingLine();
  if (scene === null || scene === kept) return;
  kept = scene;
  const data = new FormData();
  data.set("scene", scene);
  data.set("csrfmiddlewaretoken", token);
  navigator.sendBeacon(leaf.dataset.placeUrl, data);
}

function keepPlaceSoon() {
  clearTimeout(timer);
  timer = setTimeout(keepPlace, SETTLE_MS);
}

// Which scene is in view changes only when one passes the reading line; scrolling itself is not listened to for it.
const observer = new IntersectionObserver(keepPlaceSoon, { rootMargin: "0px 0px -65% 0px" });
for (const scene of scenes) observer.observe(scene);

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && timer) keepPlace();
});

// --- how far ------------------------------------------------------------------------------------------------------

let drawing = false;

function drawProgress() {
  drawing = false;
  const box = leaf.getBoundingClientRect();
  const read = Math.min(1, Math.max(0, (innerHeight - box.top) / box.height));
  bar.value = Number(bar.dataset.wordsBefore) + Number(bar.dataset.words) * read;
}

addEventListener(
  "scroll",
  () => {
    if (drawing) return;
    drawing = true;
    requestAnimationFrame(drawProgress);
  },
  { passive: true },
);
drawProgress();

// --- staying at the same words when the look changes --------------------------------------------------------------

document.addEventListener("appearance", () => {
  const scene = document.getElementById(`scene-${kept ?? sceneAtReadingLine()}`);
  if (scene && scrollY > innerHeight / 2) scene.scrollIntoView({ block: "start" });
});

// --- the contents open at this chapter ----------------------------------------------------------------------------

document.querySelector(".contents").addEventListener("toggle", (event) => {
  if (event.target.open) event.target.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
});

// --- turning the chapters -----------------------------------------------------------------------------------------

function turn(rel) {
  const link = document.querySelector(`.turn a[rel=${rel}]`);
  if (link) location.assign(link.href);
}

const TURNS = { ArrowLeft: "prev", k: "prev", ArrowRight: "next", j: "next" };

document.addEventListener("keydown", (event) => {
  const rel = TURNS[event.key];
  const busy = event.target.closest("input, textarea, select, dialog, details[open]");
  if (!rel || busy || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  turn(rel);
});

const SWIPE_PIXELS = 80;
let touch = null;

leaf.addEventListener(
  "touchstart",
  (event) => {
    touch = event.touches.length === 1 ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
  },
  { passive: true },
);
leaf.addEventListener(
  "touchend",
  (event) => {
    if (!touch || !getSelection().isCollapsed || visualViewport?.scale > 1) return;
    const dx = event.changedTouches[0].clientX - touch.x;
    const dy = event.changedTouches[0].clientY - touch.y;
    touch = null;
    if (Math.abs(dx) < SWIPE_PIXELS || Math.abs(dx) < 2.5 * Math.abs(dy)) return;
    turn(dx > 0 ? "prev" : "next");
  },
  { passive: true },
);
