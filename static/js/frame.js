// A frame on a stage, dragged by pointer or finger and moved by arrow keys; one of its corners, too.
//
// `begin()` returns what `shift(before, [across, down], corner)` is given again with how far it went since, in percent
// of the stage; `done(moved)` is called when a drag ends and after each key, with whether anything moved.

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function connectFrame(frame, stage, { begin, shift, done = () => {} }) {
  let drag = null;
  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    drag = { x: event.clientX, y: event.clientY, before: begin(), corner: event.target.dataset.corner ?? "" };
    event.preventDefault(); // the browser would drag the picture itself
    frame.focus();
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (!drag) return;
    const { width, height } = stage.getBoundingClientRect();
    drag.moved = true;
    shift(drag.before, [(100 * (clientX - drag.x)) / width, (100 * (clientY - drag.y)) / height], drag.corner);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    frame.addEventListener(end, () => {
      const ended = drag;
      drag = null;
      if (ended) done(Boolean(ended.moved));
    });
  }
  frame.addEventListener("keydown", (event) => {
    const by = KEYS[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    shift(begin(), by, event.shiftKey ? "right bottom" : "");
    done(true);
  });
}

export const within = (value, least, most) => Math.min(Math.max(least, value), Math.max(least, most));
