// Says on whatever page is open that an edition is ready. Loaded only while one is waited for.

const NOT_FOUND = 4404;
const SIGNED_OUT = 4401;
const LONGEST_WAIT = 10_000;

const told = new Set();
let list = null;
let tries = 0;

function tell({ id, words, address }) {
  if (told.has(id) || location.pathname === address) return;
  told.add(id);
  const link = document.createElement("a");
  link.href = address;
  link.textContent = words;
  const line = document.createElement("li");
  line.className = "message message--success";
  line.append(link);
  list.append(line);
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/ws/news/`);
  socket.addEventListener("message", (event) => {
    tries = 0;
    for (const news of JSON.parse(event.data)) tell(news);
  });
  socket.addEventListener("close", (event) => {
    if (event.code === NOT_FOUND || event.code === SIGNED_OUT) return;
    tries += 1;
    setTimeout(connect, Math.random() * Math.min(LONGEST_WAIT, 1000 * 2 ** tries));
  });
}

// The element is there before anything stands in it, so that screen readers hear what comes.
const wrap = document.createElement("div");
wrap.className = "wrap";
list = document.createElement("ul");
list.className = "messages";
list.setAttribute("role", "status");
wrap.append(list);
document.getElementById("main").before(wrap);
connect();
