// The page editor by mouse, finger and key. Its fields are the truth: without this script they do. What is dragged goes
// into the fields of the page and is sent; whatever the server answers with takes the editor's place.

import { connectFrame, within } from "./frame.js";

const SAVE_AFTER = 600; // milliseconds after the last key on a frame
const MOST_ZOOM = 400;
const LEAST = { width: 8, height: 4 }; // percent of the page
let saving = 0;

const form = () => document.querySelector("[data-page-form]");
const tenth = (value) => Math.round(value * 10) / 10;

function save(wait) {
  clearTimeout(saving);
  saving = setTimeout(() => form()?.requestSubmit(), wait);
}

function read(names) {
  return Object.fromEntries(names.map((name) => [name, Number(form().elements[name]?.value)]));
}

function write(values) {
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

function connectStage(stage) {
  if (stage.dataset.connected || !form()) return;
  stage.dataset.connected = "";
  const text = stage.querySelector("[data-frame=text]");
  const picture = stage.querySelector("[data-frame=picture]");
  const sides = ["left", "top", "width", "height"];
  if (text && form().elements.left) {
    showBox(stage, read(sides));
    const moved = { begin: () => read(sides), shift: (...by) => shiftBox(stage, ...by), done: () => save(SAVE_AFTER) };
    connectFrame(text, stage.querySelector("svg"), moved);
  }
  if (picture) {
    const names = ["focus_x", "focus_y"];
    showPicture(stage);
    const moved = { begin: () => read(names), shift: (...by) => shiftPicture(stage, ...by), done: () => save(SAVE_AFTER) };
    connectFrame(picture, stage.querySelector("svg"), moved);
    picture.addEventListener("keydown", zoom);
  }
}

function connect() {
  document.querySelectorAll("[data-stage]").forEach(connectStage);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-page-form] :is(select, input)")) save(0);
});
document.addEventListener("htmx:afterSettle", connect);
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target === form()) clearTimeout(saving);
});

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
  if (over.dataset.page !== dragged.page) send(dragged.address, dragged.action, over.dataset.page);
});

document.addEventListener("dragend", () => (dragged = null));

document.addEventListener("keydown", (event) => {
  const page = event.target.closest?.("[data-act]");
  const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  if (!page || !by || !event.altKey) return;
  event.preventDefault();
  send(page.dataset.act, "move", Number(page.dataset.page) + by);
});

connect();
