// The page editor by mouse, finger and key. Its fields are the truth: without this script they do. What is dragged goes
// into the fields of the page and is sent; whatever the server answers with takes the editor's place.

import { connectFrame, within } from "./frame.js";

const SAVE_AFTER = 600; // milliseconds after the last key on a frame
const MOST_ZOOM = 400;
const DONE = [200, 404]; // what is gone needs no saving
const LEAST = { width: 8, height: 4 }; // percent of the page

// What is swapped in is connected at once: no key is pressed between the two, and no field has another page's address.
htmx.config.defaultSettleDelay = 0;

const form = () => document.querySelector("[data-page-form]");
const tenth = (value) => Math.round(value * 10) / 10;

// --- sending, one request after another ------------------------------------------------------------------------------

// An answer takes the editor's place only if nothing was changed since its request: what has been is sent first. What
// is asked for meanwhile waits, and is then done as if it had been asked for later.
const waiting = [];
let edits = 0; // made so far
let sent = 0; // of them, those that the server has been told
let saving = 0;
let flying = 0; // requests whose answers take the editor's place
let isHeld = false; // a frame, by a pointer or finger
let typedNumber = ""; // of a page, and not used yet

const isUnsent = () => edits !== sent;

function save(wait) {
  clearTimeout(saving);
  saving = setTimeout(flush, wait);
}

function flush() {
  clearTimeout(saving);
  saving = 0;
  if (flying || isHeld || !isUnsent()) return;
  if (form().reportValidity()) form().requestSubmit();
  else waiting.length = 0; // its reader mends a field first
}

function proceed() {
  if (flying || isHeld) return;
  if (isUnsent() && waiting.length) flush();
  else if (isUnsent()) save(SAVE_AFTER);
  else if (waiting.length) {
    waiting.shift()();
    proceed();
  }
}

function ask(act) {
  waiting.push(act);
  proceed();
}

function release(moved) {
  isHeld = false;
  if (moved && !waiting.length) save(SAVE_AFTER);
  else proceed();
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

document.addEventListener("input", (event) => {
  if (event.target.id === "act-to") typedNumber = event.target.value;
  if (event.target.closest?.("[data-page-form]") !== form()) return;
  edits += 1;
  if (saving) save(SAVE_AFTER); // not in the middle of a word
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-page-form] :is(select, input)")) save(0);
});

document.addEventListener(
  "submit",
  (event) => {
    if (event.target !== form()) return;
    clearTimeout(saving);
    saving = 0;
    if (!flying) return;
    stop(event);
    edits += 1; // asked for again once the answer is there
  },
  true,
);

document.addEventListener(
  "click",
  (event) => {
    const control = event.target.closest?.("[data-editor] :is(a[hx-get], form:not([data-page-form]) button)");
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = typedNumber;
    if (control.closest("[data-uses-number]")) typedNumber = "";
    if (!flying && !isUnsent()) return;
    stop(event);
    ask(() => {
      document.getElementById("act-to").value = to;
      document.getElementById(control.id)?.click();
    });
  },
  true,
);

const isEditors = ({ target }) => target?.id === "editor";

document.addEventListener("htmx:beforeSend", ({ detail }) => {
  if (!isEditors(detail)) return;
  flying += 1;
  if (detail.elt === form()) sent = edits;
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const isSwapped = detail.shouldSwap && !isHeld && !(isEditors(detail) && isUnsent());
  if (isSwapped || !detail.shouldSwap) return;
  detail.shouldSwap = false;
  if (!isEditors(detail)) return;
  edits += 1; // what is in hand is sent, and answered with what is shown then
  if (detail.requestConfig.elt !== form()) waiting.unshift(() => turnTo(pageIn(detail.serverResponse)));
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!isEditors(detail)) return;
  flying -= 1;
  const { status } = detail.xhr;
  if (!DONE.includes(status)) waiting.length = 0; // its reader sees first what is wrong
  if (status) proceed();
  else edits += 1; // nobody has heard of it: it goes with the next
});

const pageIn = (answer) => new DOMParser().parseFromString(answer, "text/html").querySelector("[data-page-form]").dataset.page;

function turnTo(number) {
  const address = new URL(location);
  address.searchParams.set("page", number);
  htmx.ajax("GET", address.href, { target: "#editor", swap: "outerHTML" });
}

// What was typed last is sent when its reader leaves.
window.addEventListener("pagehide", () => {
  if (form() && isUnsent()) navigator.sendBeacon(form().action, new FormData(form()));
});

function read(names) {
  return Object.fromEntries(names.map((name) => [name, Number(form().elements[name]?.value)]));
}

function write(values) {
  edits += 1;
  for (const name in values) form().elements[name].value = tenth(values[name]);
}

// --- the text box ----------------------------------------------------------------------------------------------------

// Frames stand over the drawing, which is not as high as what it stands in. What is styled has no id: HTMX would carry
// its style over to what takes its place, as an attribute, which the browser refuses.
function showFrame(frame, drawing, box) {
  const { width, height } = drawing.viewBox.baseVal;
  const place = frame.parentElement;
  place.style.setProperty("left", `${box.left}%`);
  place.style.setProperty("width", `${box.width}%`);
  place.style.setProperty("top", `calc(${box.top / 100} * ${height / width} * 100cqw)`);
  place.style.setProperty("height", `calc(${box.height / 100} * ${height / width} * 100cqw)`);
}

function showBox(stage, box) {
  showFrame(stage.querySelector("[data-frame=text]"), stage.querySelector("svg"), box);
}

function showPicture(stage) {
  const drawing = stage.querySelector("svg");
  const seen = stage.querySelector("[data-drawn-picture]");
  const page = drawing.viewBox.baseVal;
  const part = (side, whole) => (100 * seen[side].baseVal.value) / page[whole];
  showFrame(stage.querySelector("[data-frame=picture]"), drawing, {
    left: part("x", "width"),
    top: part("y", "height"),
    width: part("width", "width"),
    height: part("height", "height"),
  });
}

function shiftBox(stage, before, [across, down], corner) {
  const box = { ...before };
  for (const [from, size, by] of [["left", "width", across], ["top", "height", down]]) {
    if (!corner) box[from] = within(before[from] + by, 0, 100 - before[size]);
    else if (corner.includes(from)) {
      box[from] = within(before[from] + by, 0, before[from] + before[size] - LEAST[size]);
      box[size] = before[from] + before[size] - box[from];
    } else box[size] = within(before[size] + by, LEAST[size], 100 - before[from]);
  }
  write(box);
  showBox(stage, box);
  moveDrawn(stage, box);
}

// Text and panel go along until the server has set them anew.
function moveDrawn(stage, box) {
  const drawing = stage.querySelector("svg");
  const { width, height } = drawing.viewBox.baseVal;
  const text = stage.querySelector("[data-drawn-text]");
  const panel = stage.querySelector("[data-drawn-panel]");
  const [x, y] = [(box.left * width) / 100, (box.top * height) / 100];
  if (panel) {
    panel.setAttribute("x", Number(panel.getAttribute("x")) + x - Number(text?.getAttribute("x") ?? x));
    panel.setAttribute("y", Number(panel.getAttribute("y")) + y - Number(text?.getAttribute("y") ?? y));
  }
  text?.setAttribute("x", x);
  text?.setAttribute("y", y);
}

// --- the picture -----------------------------------------------------------------------------------------------------

function shiftPicture(stage, before, [across, down]) {
  const seen = stage.querySelector("[data-drawn-picture]");
  const image = seen.querySelector("image");
  const view = seen.viewBox.baseVal;
  const page = stage.querySelector("svg").viewBox.baseVal;
  const [wide, tall] = [Number(image.getAttribute("width")), Number(image.getAttribute("height"))];
  const perPage = [(view.width * page.width) / seen.width.baseVal.value, (view.height * page.height) / seen.height.baseVal.value];
  const half = [(50 * view.width) / wide, (50 * view.height) / tall];
  const focus = {
    focus_x: within(before.focus_x - (across * perPage[0]) / wide, half[0], 100 - half[0]),
    focus_y: within(before.focus_y - (down * perPage[1]) / tall, half[1], 100 - half[1]),
  };
  write(focus);
  const [x, y] = [(focus.focus_x * wide) / 100 - view.width / 2, (focus.focus_y * tall) / 100 - view.height / 2];
  seen.setAttribute("viewBox", `${x} ${y} ${view.width} ${view.height}`);
}

function zoom(event) {
  const by = { "+": 10, "=": 10, "-": -10 }[event.key];
  if (!by) return;
  event.preventDefault();
  write({ zoom: within(read(["zoom"]).zoom + by, 100, MOST_ZOOM) });
  save(SAVE_AFTER);
}

// --- connecting what is there ----------------------------------------------------------------------------------------

function held(names, shift) {
  const begin = () => {
    isHeld = true;
    return read(names);
  };
  return { begin, shift, done: release };
}

function connectStage(stage) {
  if (stage.dataset.connected || !form()) return;
  stage.dataset.connected = "";
  const text = stage.querySelector("[data-frame=text]");
  const picture = stage.querySelector("[data-frame=picture]");
  const sides = ["left", "top", "width", "height"];
  if (text && form().elements.left) {
    showBox(stage, read(sides));
    connectFrame(text, stage.querySelector("svg"), held(sides, (...by) => shiftBox(stage, ...by)));
  }
  if (picture) {
    const names = ["focus_x", "focus_y"];
    showPicture(stage);
    connectFrame(picture, stage.querySelector("svg"), held(names, (...by) => shiftPicture(stage, ...by)));
    picture.addEventListener("keydown", zoom);
  }
}

function connect() {
  document.querySelectorAll("[data-stage]").forEach(connectStage);
  const number = document.getElementById("act-to");
  if (number) number.value = typedNumber;
}

document.addEventListener("htmx:afterSettle", connect);

// --- pages and pictures from place to place --------------------------------------------------------------------------

let dragged = null;

function send(address, action, to) {
  const token = form().elements.csrfmiddlewaretoken.value;
  htmx.ajax("POST", address, { target: "#editor", swap: "outerHTML", values: { csrfmiddlewaretoken: token, action, to } });
}

document.addEventListener("dragstart", (event) => {
  const page = event.target.closest?.("[data-act]");
  if (event.target.closest?.("[data-drag-picture]")) {
    const current = document.querySelector("[data-act][aria-current]");
    dragged = { address: current.dataset.act, action: "swap", page: current.dataset.page };
  } else if (page) dragged = { address: page.dataset.act, action: "move", page: page.dataset.page };
  else return;
  event.dataTransfer.setData("text/plain", dragged.page);
  event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragover", (event) => {
  if (dragged && event.target.closest?.("[data-act]")) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const over = event.target.closest?.("[data-act]");
  if (!dragged || !over) return;
  event.preventDefault();
  const [{ address, action, page }, to] = [dragged, over.dataset.page];
  dragged = null; // what was dragged may be gone before its end is told
  if (to !== page) ask(() => send(address, action, to));
});

document.addEventListener("dragend", () => (dragged = null));

document.addEventListener("keydown", (event) => {
  const page = event.target.closest?.("[data-act]");
  const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  if (!page || !by || !event.altKey) return;
  event.preventDefault();
  ask(() => {
    const now = document.getElementById(page.id);
    if (now) send(now.dataset.act, "move", Number(now.dataset.page) + by);
  });
});

connect();
