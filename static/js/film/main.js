// A film with its text beside it. The parts know nothing of one another: they talk to the video element alone.

import { captionsOf } from "./captions.js";
import { listenToKeys } from "./keys.js";
import { keepPlace } from "./place.js";
import { showPreviews } from "./previews.js";
import { Source } from "./source.js";
import { followText } from "./text.js";

const film = document.querySelector("[data-film]");
const video = film.querySelector("video");
const part = (name) => film.querySelector(`[data-${name}]`);
const said = part("said");
const seek = part("seek");
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];

const clock = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  const rest = String(whole % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
};

const played = () => document.getElementById("played");
const length = () => (Number.isFinite(video.duration) && video.duration) || Number(played().dataset.seconds);

function begin() {
  const source = new Source(video, film.dataset, (words) => { said.textContent = words; });
  const captions = captionsOf(video, source, part("captions"), "burned" in film.dataset);
  const text = followText(film, video, (seconds) => goTo(seconds, true));
  let stream = played().dataset.stream;

  function goTo(seconds, andPlay = false) {
    video.currentTime = Math.min(Math.max(0, seconds), Math.max(0, length() - 0.05));
    showTime();
    if (andPlay) play();
  }

  function play() {
    said.textContent = "";
    video.play().catch(() => {}); // browsers that want a click first have shown their button
  }

  const toggle = () => (video.paused ? play() : video.pause());

  function showTime() {
    const now = clock(video.currentTime);
    part("now").textContent = now;
    if (document.activeElement !== seek || !seek.matches(":active")) seek.value = video.currentTime;
    seek.setAttribute("aria-valuetext", `${now} of ${clock(length())}`);
  }

  function showLength() {
    seek.max = length();
    part("length").textContent = clock(length());
  }

  function setSpeed(speed) {
    video.playbackRate = speed;
    part("speed").value = String(speed);
  }

  const speedBy = (step) => {
    const next = SPEEDS[SPEEDS.indexOf(video.playbackRate) + step];
    if (next) setSpeed(next);
  };

  function louder(by) {
    video.muted = false;
    video.volume = Math.min(1, Math.max(0, video.volume + by));
  }

  function whole() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (film.querySelector(".film-stage").requestFullscreen) film.querySelector(".film-stage").requestFullscreen();
    else video.webkitEnterFullscreen?.(); // telephones show the video alone
  }

  function slides() {
    const isOn = film.classList.toggle("is-slides");
    part("slides").setAttribute("aria-pressed", String(isOn));
    if (isOn) video.pause();
    text.showNow();
  }

  function chapter(step) {
    const starts = [...film.querySelectorAll("[data-chapters] [data-start]")].map((one) => Number(one.dataset.start));
    const now = video.currentTime;
    const target = step > 0 ? starts.find((start) => start > now + 0.1) : starts.filter((start) => start < now - 2).pop();
    if (target !== undefined) goTo(target);
    else if (step < 0) goTo(0);
  }

  video.controls = false;
  video.querySelector("track")?.remove(); // whoever plays the MP4 alone gets it back (source.js)
  film.classList.add("is-played");
  part("bar").hidden = false;
  showLength();
  part("play").addEventListener("click", toggle);
  video.addEventListener("click", toggle);
  video.addEventListener("play", () => {
    film.classList.add("is-playing");
    part("play").setAttribute("aria-label", "Pause");
  });
  for (const end of ["pause", "ended"])
    video.addEventListener(end, () => {
      film.classList.remove("is-playing");
      part("play").setAttribute("aria-label", "Play");
    });
  video.addEventListener("timeupdate", showTime);
  video.addEventListener("durationchange", showLength);
  video.addEventListener("volumechange", () => part("mute").setAttribute("aria-pressed", String(video.muted)));
  seek.addEventListener("input", () => goTo(Number(seek.value)));
  part("mute").addEventListener("click", () => { video.muted = !video.muted; });
  part("speed").addEventListener("change", (event) => setSpeed(Number(event.target.value)));
  part("slides").addEventListener("click", slides);
  part("whole").addEventListener("click", whole);
  part("chapters").addEventListener("click", (event) => {
    const link = event.target.closest("[data-start]");
    if (!link || film.classList.contains("is-slides")) return;
    event.preventDefault();
    goTo(Number(link.dataset.start), true);
  });
  part("quality").addEventListener("change", (event) => source.chooseLevel(Number(event.target.value)));
  source.onLevels = (levels) => {
    part("quality").replaceChildren(new Option("Automatic", "-1"), ...levels.map((name, at) => new Option(name, String(at))));
    part("quality-choice").hidden = levels.length < 2;
  };

  listenToKeys({
    toggle, goBy: (seconds) => goTo(video.currentTime + seconds), goToPart: (tenths) => goTo((length() * tenths) / 10),
    louder, mute: () => { video.muted = !video.muted; }, captions: captions.toggle, whole, speedBy, chapter, slides,
  });
  showPreviews(part("seek"), part("preview"), () => film.dataset.sprites, length, clock, (seconds) => text.wordsAt(seconds));
  const place = keepPlace(video, document.getElementById("place-form"), Number(film.dataset.place));

  // A film that has been made again goes on where it is, and one that has grown beyond its former end.
  document.addEventListener("htmx:oobAfterSwap", async () => {
    const now = played();
    if ("withheld" in now.dataset) {
      video.pause();
      location.reload();
      return;
    }
    if (!now.dataset.stream || now.dataset.stream === stream) return;
    stream = now.dataset.stream;
    const wasOver = video.ended;
    const at = video.currentTime;
    const wasPlaying = wasOver || !video.paused;
    await text.renew();
    showLength();
    await source.load(now.dataset.master, at);
    if (wasPlaying && (!wasOver || Number(now.dataset.seconds) > at + 0.5)) play();
  });

  source.load(played().dataset.master, place).then(() => { film.dataset.ready = source.kind; });
}

if (video.canPlayType("video/mp4") || video.canPlayType("application/vnd.apple.mpegurl")) begin();
