// The text beside a film: what is told now is marked and stays in sight; a click goes there.

export function followText(film, video, goTo) {
  let lines = [];
  let chapters = [];
  let current = null;

  function read() {
    lines = [...film.querySelectorAll("[data-lines] > li")];
    chapters = [...film.querySelectorAll("[data-chapters] [data-start]")];
    current = null;
  }

  const lastBefore = (elements, seconds) => {
    let low = 0;
    let high = elements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(elements[middle].dataset.start) <= seconds + 0.01) low = middle + 1;
      else high = middle;
    }
    return elements[low - 1];
  };

  function mark(elements, chosen) {
    for (const one of elements) if (one !== chosen) one.removeAttribute("aria-current");
    chosen?.setAttribute("aria-current", "true");
  }

  function bringIntoSight(line) {
    const list = line.parentElement;
    const isSlides = film.classList.contains("is-slides");
    if (isSlides) list.scrollTo({ left: line.offsetLeft });
    else list.scrollTo({ top: line.offsetTop - list.clientHeight / 3 });
  }

  function showNow() {
    if (!current) return;
    bringIntoSight(current);
  }

  function follow() {
    const line = lastBefore(lines, video.currentTime);
    if (!line || line === current) return;
    current = line;
    mark(lines, line);
    mark(chapters, lastBefore(chapters, video.currentTime));
    if (!film.classList.contains("is-slides")) bringIntoSight(line);
  }

  // Read the text of the page as it is now, without leaving it.
  async function renew() {
    const answer = await fetch(location.pathname, { credentials: "same-origin" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const name of ["[data-lines]", "[data-chapters]"]) {
      const fresh = page.querySelector(name);
      if (!fresh) continue;
      film.querySelector(name).replaceChildren(...fresh.children);
      film.querySelector(name).hidden = fresh.hidden;
    }
    const fresh = page.querySelector("[data-film]");
    if (fresh) film.dataset.sprites = `${fresh.dataset.sprites}?${Date.now()}`;
    read();
    follow();
  }

  film.querySelector("[data-lines]").addEventListener("click", (event) => {
    const line = event.target.closest("li");
    if (line && !film.classList.contains("is-slides") && !String(getSelection())) goTo(Number(line.dataset.start));
  });
  video.addEventListener("timeupdate", follow);
  video.addEventListener("seeking", follow);
  read();
  return {
    showNow,
    renew,
    wordsAt: (seconds) => lastBefore(chapters, seconds)?.textContent.trim().replace(/^[\d:]+\s*/, "") ?? "",
  };
}
