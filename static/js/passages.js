// The number behind a sentence opens the passage that it rests on, also where browsers do not open what they jump into.

function open() {
  const passage = document.getElementById(location.hash.slice(1));
  const folded = passage?.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  passage.scrollIntoView({ block: "nearest" });
  passage.focus({ preventScroll: true });
}

addEventListener("hashchange", open);
open();
