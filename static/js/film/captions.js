// Captions on and off. What was chosen is remembered in this browser.

const NAME = "film-captions";

function remembered() {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null; // storage is switched off
  }
}

export function captionsOf(video, source, button, isBurned) {
  // The MP4 has its captions beside it: where that is played, they come back.
  source.track = video.querySelector("track");
  let isOn = !isBurned && remembered() !== "off";

  function show() {
    button.setAttribute("aria-pressed", String(isOn));
    source.showCaptions(isOn);
  }

  function toggle() {
    isOn = !isOn;
    try {
      localStorage.setItem(NAME, isOn ? "on" : "off");
    } catch {
      // for this page alone, then
    }
    show();
  }

  button.hidden = isBurned;
  button.addEventListener("click", toggle);
  show();
  return { toggle: isBurned ? () => {} : toggle };
}
