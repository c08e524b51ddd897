// Reading: the place is kept as one reads, and keys and swipes turn the chapters. All of it can be done without.

const leaf = document.querySelector("[data-reader]");
const token = leaf.querySelector("[name=csrfmiddlewaretoken]").value;
const bar = document.querySelector(".reader-progress");
const scenes = [...leaf.querySelectorAll("[data-scene]")];

// --- the place ---------------------------------------------------------------------------------------------------

const SETTLE_MS = 1200;
const STEP_CHARACTERS = 40; // moving less within a paragraph is not worth a message
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

// The paragraph of a scene that the reading line crosses, and how many characters into it.
function pointAtReadingLine(scene) {
  const line = innerHeight * 0.35;
  let paragraph = null;
  for (const candidate of document.querySelectorAll(`#scene-${scene} [data-paragraph]`)) {
    if (candidate.getBoundingClientRect().top > line) break;
    paragraph = candidate;
  }
  if (!paragraph) return { paragraph: 0, character: 0 };
  const box = paragraph.getBoundingClientRect();
  const caret = document.caretPositionFromPoint?.(box.left + 2, Math.min(line, box.bottom - 2));
  const at = { paragraph: Number(paragraph.dataset.paragraph), character: 0 };
  if (!caret || !paragraph.contains(caret.offsetNode)) return at;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(caret.offsetNode, caret.offset);
  const words = before.cloneContents();
  for (const sign of words.querySelectorAll(".note-sign")) sign.remove(); // the text has no signs of notes
  return { ...at, character: words.textContent.length };
}

function isNear(one, other) {
  return one?.scene === other.scene && one.paragraph === other.paragraph && Math.abs(one.character - other.character) < STEP_CHARACTERS;
}

function keepPlace() {
  clearTimeout(timer);
  const scene = sceneAtReadingLine();
  if (scene === null) return;
  const place = { scene, ...pointAtReadingLine(scene) };
  if (isNear(kept, place)) return;
  kept = place;
  const data = new FormData();
  for (const [name, value] of Object.entries(place)) data.set(name, value);
  data.set("csrfmiddlewaretoken", token);
  navigator.sendBeacon(leaf.dataset.placeUrl, data);
}

function keepPlaceSoon() {
  clearTimeout(timer);
  timer = setTimeout(keepPlace, SETTLE_MS);
}

keepPlaceSoon();

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
    keepPlaceSoon();
    if (drawing) return;
    drawing = true;
    requestAnimationFrame(drawProgress);
  },
  { passive: true },
);
drawProgress();

// --- staying at the same words when the look changes --------------------------------------------------------------

document.addEventListener("appearance", () => {
  const scene = document.getElementById(`scene-${kept?.scene ?? sceneAtReadingLine()}`);
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
