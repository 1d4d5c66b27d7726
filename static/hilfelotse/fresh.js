// What carries data-fresh="30" is asked for anew every 30 seconds, while somebody can see the page.

const asked = new WeakMap();

function refresh() {
  if (document.visibilityState !== "visible") return;
  for (const element of document.querySelectorAll("[data-fresh]")) {
    const last = asked.get(element) ?? started;
    if (Date.now() - last < element.dataset.fresh * 1000) continue;
    asked.set(element, Date.now());
    htmx.trigger(element, "fresh");
  }
}

const started = Date.now();
setInterval(refresh, 1000);
document.addEventListener("visibilitychange", refresh);
// Signed out meanwhile, or the server is away: the page stands as it is, and asks no more.
document.addEventListener("htmx:responseError", (event) => event.target.removeAttribute("data-fresh"));
