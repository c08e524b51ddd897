// How many notifications are not read, as it is now. A page that nobody looks at keeps no socket.

const NOT_FOUND = 4404;
const SIGNED_OUT = 4401;
const LONGEST_WAIT = 10_000;

const count = document.querySelector("[data-bell-count]");
const words = document.querySelector("[data-bell-words]");
let shown = null;
let socket = null;
let tries = 0;
let isOver = false;

function show(unread) {
  if (unread === shown) return;
  // A list on the page knows how many there were when it was written.
  const before = shown ?? Number(document.querySelector("[data-unread]")?.dataset.unread ?? unread);
  count.hidden = unread === 0;
  count.textContent = unread > 99 ? "99+" : String(unread);
  words.textContent = unread ? `, ${unread} unread` : "";
  shown = unread;
  if (unread !== before) document.body.dispatchEvent(new CustomEvent("bell", { detail: { unread } }));
}

function connect() {
  if (socket || isOver || document.hidden) return;
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const opened = new WebSocket(`${scheme}://${location.host}/ws/bell/`);
  socket = opened;
  opened.addEventListener("message", (event) => {
    tries = 0;
    show(JSON.parse(event.data).unread);
  });
  opened.addEventListener("close", (event) => {
    if (socket === opened) socket = null;
    isOver = event.code === NOT_FOUND || event.code === SIGNED_OUT;
    if (isOver || document.hidden) return;
    tries += 1;
    setTimeout(connect, Math.random() * Math.min(LONGEST_WAIT, 1000 * 2 ** tries));
  });
}

if (count) {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) socket?.close();
    else connect();
  });
  connect();
}
