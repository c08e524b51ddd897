// Small pictures over the bar in which one seeks: those of sprites.vtt, fetched when they are first wanted.

const LINE = /^(?:(\d+):)?(\d+):([\d.]+) --> /;

async function read(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) return [];
  const pictures = [];
  let start = 0;
  for (const line of (await answer.text()).split("\n")) {
    const time = LINE.exec(line);
    if (time) start = Number(time[1] ?? 0) * 3600 + Number(time[2]) * 60 + Number(time[3]);
    const [sheet, box] = line.split("#xywh=");
    if (box) {
      const [x, y, width, height] = box.split(",").map(Number);
      pictures.push({ start, sheet: new URL(sheet, new URL(address, location.href)).href, x, y, width, height });
    }
  }
  return pictures;
}

export function showPreviews(bar, preview, addressOf, length, clock, wordsAt) {
  const picture = preview.querySelector("[data-preview-picture]");
  const words = preview.querySelector("[data-preview-words]");
  let address = "";
  let pictures = Promise.resolve([]);

  async function show(seconds, share) {
    if (addressOf() !== address) {
      address = addressOf();
      pictures = read(address).catch(() => []);
    }
    preview.hidden = false;
    const chapter = wordsAt(seconds);
    words.textContent = chapter ? `${clock(seconds)} · ${chapter}` : clock(seconds);
    const found = (await pictures).findLast((one) => one.start <= seconds);
    if (found) {
      picture.style.width = `${found.width}px`;
      picture.style.height = `${found.height}px`;
      picture.style.backgroundImage = `url("${found.sheet}")`;
      picture.style.backgroundPosition = `-${found.x}px -${found.y}px`;
    }
    const room = bar.clientWidth - preview.offsetWidth;
    preview.style.left = `${Math.max(0, Math.min(room, share * bar.clientWidth - preview.offsetWidth / 2))}px`;
  }

  bar.addEventListener("pointermove", (event) => {
    const box = bar.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    show(share * length(), share);
  });
  bar.addEventListener("input", () => show(Number(bar.value), Number(bar.value) / length()));
  for (const end of ["pointerleave", "blur", "pointercancel"]) bar.addEventListener(end, () => { preview.hidden = true; });
}
