// Beside what HTMX swaps in: new pictures fade in (and only they), and screen readers hear of what matters.

// Whatever ends the socket, but a book that is not there or a reader who has signed out, the page connects again and is
// told the state at once. It does so within ten seconds, however long it was alone; not all pages in the same moment.
const NOT_FOUND = 4404;
const SIGNED_OUT = 4401;
const TRY_AGAIN_LATER = 1013;

class LastingSocket extends WebSocket {
  set onclose(listener) {
    super.onclose = (event) => {
      const isFinal = event.code === NOT_FOUND || event.code === SIGNED_OUT;
      listener(isFinal ? event : new CloseEvent("close", { code: TRY_AGAIN_LATER }));
    };
  }
}

htmx.createWebSocket = (address) => new LastingSocket(address);
htmx.config.wsReconnectDelay = (tries) => Math.random() * Math.min(10_000, 1000 * 2 ** tries);

const announcer = document.querySelector("[data-announcer]");
const seen = new Set();

function pictures() {
  return document.querySelectorAll("#live [data-picture]");
}

function announce() {
  const sentence = document.getElementById("live")?.dataset.announcement ?? "";
  if (announcer.textContent !== sentence) announcer.textContent = sentence;
}

for (const picture of pictures()) seen.add(picture.dataset.picture);

document.addEventListener("htmx:oobAfterSwap", () => {
  for (const picture of pictures()) {
    if (seen.has(picture.dataset.picture)) continue;
    seen.add(picture.dataset.picture);
    picture.classList.add("is-new");
  }
  announce();
});

// Signed out in another window: what this page shows is not for whoever comes next.
document.addEventListener("htmx:wsClose", (event) => {
  if (event.detail.event?.code === SIGNED_OUT) location.reload();
});
