// Sharing a picture with other programs, where the browser can: a button with `data-share`, the address of the file,
// stays hidden where it cannot.

const probe = new File([new Uint8Array(1)], "picture.jpg", { type: "image/jpeg" });

for (const button of document.querySelectorAll("button[data-share]")) {
  if (!navigator.canShare?.({ files: [probe] })) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const answer = await fetch(button.dataset.share);
    if (!answer.ok) return;
    const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "picture.jpg";
    const file = new File([await answer.blob()], name, { type: "image/jpeg" });
    try {
      await navigator.share({ files: [file], title: button.dataset.shareTitle });
    } catch (error) {
      if (error.name !== "AbortError") throw error; // whoever changes their mind has not failed
    }
  });
}
