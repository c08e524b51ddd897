// Where somebody is in a film: kept every few seconds while they watch, and when they leave.

const SECONDS = 10;

export function keepPlace(video, form, place) {
  if (!form) return place; // nobody is signed in: nothing is kept
  let kept = place;

  function keep() {
    const seconds = video.currentTime;
    if (!video.readyState || !(Math.abs(seconds - kept) >= 0.5) && !Number.isNaN(kept)) return;
    kept = seconds;
    const body = new FormData(form);
    body.set("seconds", seconds.toFixed(2));
    fetch(form.action, { method: "POST", body, keepalive: true, credentials: "same-origin" }).catch(() => {
      kept = NaN; // it is kept with the next one
    });
  }

  video.addEventListener("timeupdate", () => {
    if (!(Math.abs(video.currentTime - kept) < SECONDS)) keep();
  });
  video.addEventListener("pause", keep);
  addEventListener("pagehide", keep);
  return place;
}
