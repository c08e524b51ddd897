// Keys of a player, on the whole page but where they mean something else.

const WRITTEN_IN = "input:not([type=range]), textarea, select, [contenteditable]";
const PRESSED = "button, a, summary";
const STAGE = ".film-stage";

export function listenToKeys(film) {
  const keys = {
    " ": film.toggle,
    k: film.toggle,
    ArrowLeft: () => film.goBy(-5),
    ArrowRight: () => film.goBy(5),
    j: () => film.goBy(-10),
    l: () => film.goBy(10),
    ArrowUp: () => film.louder(0.1),
    ArrowDown: () => film.louder(-0.1),
    Home: () => film.goToPart(0),
    End: () => film.goToPart(10),
    m: film.mute,
    c: film.captions,
    f: film.whole,
    s: film.slides,
    n: () => film.chapter(1),
    p: () => film.chapter(-1),
    ">": () => film.speedBy(1),
    "<": () => film.speedBy(-1),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(WRITTEN_IN)) return;
    if (event.key === " " && event.target.closest(PRESSED)) return;
    // Elsewhere these keys scroll the page, and in the text its lines.
    if (/^(Arrow(Up|Down)|Home|End)$/.test(event.key) && !event.target.closest(STAGE)) return;
    if (event.key.startsWith("Arrow") && event.target.closest("[data-lines]")) return;
    const act = /^\d$/.test(event.key) ? () => film.goToPart(Number(event.key)) : keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
