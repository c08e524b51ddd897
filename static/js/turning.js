// Spreads that turn: arrow keys go from one to the next wherever the focus is, unless something is being written.

const book = document.querySelector("[data-turning]");

function turn(by) {
  const spreads = [...book.children];
  const middle = book.scrollLeft + book.clientWidth / 2;
  const distance = (spread) => Math.abs(spread.offsetLeft + spread.offsetWidth / 2 - book.offsetLeft - middle);
  const at = spreads.reduce((best, spread, index) => (distance(spread) < distance(spreads[best]) ? index : best), 0);
  const next = spreads[Math.min(Math.max(at + by, 0), spreads.length - 1)];
  book.scrollTo({ left: next.offsetLeft - book.offsetLeft - (book.clientWidth - next.offsetWidth) / 2 });
}

document.addEventListener("keydown", (event) => {
  if (!book || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, textarea, select")) return;
  const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  turn(by);
});
