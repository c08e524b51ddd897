// Pushes are switched on and off for this browser. The subscription is the browser's; the site keeps where it leads.

const section = document.querySelector("[data-push]");
const { key, address, worker } = section?.dataset ?? {};
const state = section?.querySelector("[data-push-state]");
const on = section?.querySelector("[data-push-on]");
const off = section?.querySelector("[data-push-off]");

function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function deviceName() {
  const browser = /Firefox/.test(navigator.userAgent) ? "Firefox" : /Edg/.test(navigator.userAgent) ? "Edge"
    : /Chrom/.test(navigator.userAgent) ? "Chrome" : /Safari/.test(navigator.userAgent) ? "Safari" : "A browser";
  const system = navigator.userAgentData?.platform ?? navigator.platform;
  return system ? `${browser} on ${system}` : browser;
}

async function send(fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("csrfmiddlewaretoken", section.querySelector("[name=csrfmiddlewaretoken]").value);
  return fetch(address, { method: "POST", body });
}

async function keep(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  const answer = await send({ endpoint, p256dh: keys.p256dh, auth: keys.auth, name: deviceName() });
  if (!answer.ok) throw new Error(answer.status === 422 ? await answer.text() : "");
}

function show(words, { canSwitchOn = false, isOn = false } = {}) {
  state.textContent = words;
  on.hidden = !canSwitchOn;
  off.hidden = !isOn;
}

async function look(registration) {
  const subscription = await registration.pushManager.getSubscription();
  if (Notification.permission === "denied") {
    show("Your browser is set to show no notifications of this site. Allow them in its settings first.");
  } else if (subscription) {
    await keep(subscription); // the session may be another than the one in which it was switched on
    show("Pushes are on for this device until you sign out.", { isOn: true });
  } else {
    show("Pushes are off for this device.", { canSwitchOn: true });
  }
}

// A page is not within the scope of the worker, so the browser does not tell when it is ready.
async function ready(registration) {
  const coming = registration.installing ?? registration.waiting;
  if (registration.active || !coming) return;
  await new Promise((resolve) => {
    coming.addEventListener("statechange", () => registration.active && resolve());
  });
}

async function connect() {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    show("This browser takes no pushes. On a phone, put the site on the home screen first.");
    return;
  }
  const registration = await navigator.serviceWorker.register(worker);
  await ready(registration);
  on.addEventListener("click", async () => {
    try {
      if ((await Notification.requestPermission()) !== "granted") return await look(registration);
      await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
      await look(registration);
    } catch (error) {
      show(error.message || "The push service of this browser cannot be reached. Try again later.", { canSwitchOn: true });
    }
  });
  off.addEventListener("click", async () => {
    const subscription = await registration.pushManager.getSubscription();
    if (subscription) {
      await send({ do: "off", endpoint: subscription.endpoint });
      await subscription.unsubscribe();
    }
    await look(registration);
  });
  await look(registration);
}

if (section && key) connect().catch((error) => show(error.message || "Pushes cannot be switched on just now."));
