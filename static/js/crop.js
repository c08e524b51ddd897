// A frame over a picture, dragged and resized by pointer, touch and arrow keys. The four fields, in percent that is cut
// off, are the truth: without this script they do.

import { connectFrame, within } from "./frame.js";

const form = document.querySelector("[data-crop]");
if (form) {
  const [stage, frame, told] = ["stage", "frame", "left"].map((name) => form.querySelector(`[data-${name}]`));
  const picture = stage.querySelector("img");
  const fields = ["left", "top", "right", "bottom"].map((side) => form.elements[side]);
  const AXES = [["left", "right", "width"], ["top", "bottom", "height"]];
  const now = () => Object.fromEntries(fields.map((field) => [field.name, within(Number(field.value), 0, 100)]));

  function show() {
    const cut = now();
    for (const side in cut) stage.style.setProperty(`--${side}`, `${cut[side]}%`);
    const left = AXES.map(([from, to, size]) =>
      Math.max(0, Math.round(picture.getAttribute(size) * (1 - (cut[from] + cut[to]) / 100))),
    );
    if (told) told.textContent = `, ${left.join(" × ")} of them in the frame`;
  }

  // Moves the frame, or one of its corners, by so many percent.
  function shift(before, by, corner) {
    const cut = { ...before };
    AXES.forEach(([from, to, size], axis) => {
      if (!corner) {
        cut[from] = within(before[from] + by[axis], 0, before[from] + before[to]);
        cut[to] = before[from] + before[to] - cut[from];
        return;
      }
      const least = (100 * form.dataset.least) / picture.getAttribute(size) + 0.1; // fields round
      const [side, other, sign] = corner.includes(from) ? [from, to, 1] : [to, from, -1];
      cut[side] = within(before[side] + sign * by[axis], 0, 100 - before[other] - least);
    });
    for (const field of fields) field.value = Math.round(cut[field.name] * 10) / 10;
    show();
  }

  connectFrame(frame, stage, { begin: now, shift });
  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show)); // once the fields have their values
  show();
}
