// Everything works without this file; it only saves people a way.

// After a failed form the summary of errors is the first thing to read. The address may still end in
// the skip link's #inhalt: the browser would go there after us.
const summary = document.querySelector("[data-autofocus]");
if (summary) {
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  summary.focus();
}

// Public pages are kept for the time without a network; the notice says what one is reading then.
const app = document.querySelector("link[rel=manifest]");
if (app && "serviceWorker" in navigator) {
  navigator.serviceWorker
    .register("/sw.js")
    .then(() => navigator.serviceWorker.ready)
    .then((ready) => ready.active.postMessage({ language: document.documentElement.lang }))
    .catch(() => {}); // a browser that forbids it shows the pages as before
}
const note = document.querySelector("[data-offline-note]");
if (note) {
  const show = () => { note.hidden = navigator.onLine; };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}
