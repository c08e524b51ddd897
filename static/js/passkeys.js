// Passkeys (WebAuthn) are made and used by the browser; what it answers is sent with the form around the button.

const DECODED = ["challenge", "id"];

function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function textOf(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decoded(options) {
  if (Array.isArray(options)) return options.map(decoded);
  if (options === null || typeof options !== "object") return options;
  return Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [
        name,
        DECODED.includes(name) && typeof value === "string" ? bytesOf(value) : decoded(value),
      ]),
  );
}

// The id of the site is a name, the only "id" that is not bytes.
function optionsOf(publicKey) {
  const { rp, ...others } = publicKey;
  return rp ? { ...decoded(others), rp } : decoded(others);
}

function answerOf(credential) {
  const { response } = credential;
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const parts = names.filter((name) => response[name]).map((name) => [name, textOf(response[name])]);
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    response: { ...Object.fromEntries(parts), transports: response.getTransports?.() },
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

const ASKING = {
  async create(form, publicKey) {
    const isAlone = form.elements.passwordless?.checked ?? false;
    const selection = { ...publicKey.authenticatorSelection, requireResidentKey: isAlone };
    selection.residentKey = isAlone ? "required" : "discouraged";
    if (isAlone) selection.userVerification = "required";
    return navigator.credentials.create({ publicKey: { ...publicKey, authenticatorSelection: selection } });
  },
  get: (_, publicKey) => navigator.credentials.get({ publicKey }),
};

async function askedOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("That was too often. Wait a minute, then try again.");
  return (await answer.json()).request_options;
}

function wordsFor(error) {
  if (error.name === "InvalidStateError") return "This device has a passkey for your account already.";
  if (error.name === "SecurityError") return "Passkeys work only at this site’s own name, over HTTPS or at localhost.";
  if (error.name === "NotAllowedError") return "Nothing was chosen, or it took too long. Try again.";
  return error.message || "That did not work. Try again.";
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const state = form.querySelector("[data-passkey-state]");
  const button = form.querySelector("[data-passkey-go]");
  if (!window.PublicKeyCredential) {
    state.textContent = "This browser knows no passkeys here: they need HTTPS, or localhost.";
    continue;
  }
  button.disabled = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    state.textContent = "Your browser asks you now.";
    try {
      const { publicKey } = await askedOf(form);
      const credential = await ASKING[form.dataset.passkey](form, optionsOf(publicKey));
      form.elements.credential.value = JSON.stringify(answerOf(credential));
      form.submit();
    } catch (error) {
      state.textContent = wordsFor(error);
    }
  });
}
