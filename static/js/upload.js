// Dropping a file on the page, and saying at once when it is too large. The form works without this.

const form = document.querySelector("[data-upload]");
const zone = form.querySelector("[data-drop]");
const input = form.querySelector("input[type=file]");
const name = form.querySelector("[data-file-name]");
const problem = form.querySelector("[data-problem]");
const button = form.querySelector("button");
const maxBytes = Number(form.dataset.maxBytes);

function readableSize(bytes) {
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.ceil(kilobytes)} kB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

function look() {
  const file = input.files[0];
  name.textContent = file ? `${file.name} · ${readableSize(file.size)}` : "";
  zone.classList.toggle("has-file", Boolean(file));
  const tooLarge = file && file.size > maxBytes;
  problem.textContent = tooLarge ? `That file is too large: the most that can be taken in is ${readableSize(maxBytes)}.` : "";
  zone.classList.toggle("is-wrong", Boolean(tooLarge));
  button.disabled = Boolean(tooLarge);
}

input.addEventListener("change", look);

for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) zone.classList.remove("is-over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  zone.classList.remove("is-over");
  if (event.dataTransfer.files.length === 0) return;
  const one = new DataTransfer();
  one.items.add(event.dataTransfer.files[0]);
  input.files = one.files;
  look();
});

form.addEventListener("submit", () => {
  button.setAttribute("aria-busy", "true");
  button.textContent = button.dataset.busy;
});

// Coming back with the browser's button shows the page as it was left: busy.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
