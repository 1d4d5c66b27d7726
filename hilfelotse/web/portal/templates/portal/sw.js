// Keeps public pages for the time without a network. Nothing personal: forms, status pages and
// everything behind a link or a sign-in go to the network alone.
const GIVEN = {{ given|safe }};
const ASSETS = `dateien-${GIVEN.version}`;
const PAGES = `seiten-${GIVEN.version}`;
const PICTURES = "bilder";
const MOST_PAGES = 120;
const MOST_PICTURES = 40;
const PATIENCE = 6000; // milliseconds; after that a kept page is better than a blank one
const LANGUAGE = `(?:${GIVEN.languages.join("|")})`;
const KEPT = new RegExp(
  `^/${LANGUAGE}/(?:(?:info/(?:[a-z0-9-]+/)?|fragen/|aktuelles/|ansprechpartner/|unterkuenfte/|offline/|bedarf/(?:[0-9]+/)?))?$`,
);

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(ASSETS).then((cache) => cache.addAll(GIVEN.assets)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => ![ASSETS, PAGES, PICTURES].includes(name));
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

// A page says in which language it is read: that language's core pages are fetched, once a visit.
self.addEventListener("message", (event) => {
  const language = event.data && event.data.language;
  if (GIVEN.languages.includes(language)) event.waitUntil(fetchCore(language));
});

async function fetchCore(language) {
  const cache = await caches.open(PAGES);
  const answer = await fetch(`/${language}/offline/seiten.json`);
  if (!answer.ok) return;
  const { pages } = await answer.json();
  for (const page of pages) {
    if (await cache.match(page)) continue;
    const found = await fetch(page).catch(() => null);
    if (found && found.ok && !found.redirected) await cache.put(page, found);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (url.pathname.startsWith(GIVEN.static)) event.respondWith(file(request));
  else if (url.pathname.startsWith("/bilder/")) event.respondWith(picture(request));
});

async function page(request, url) {
  const isKept = KEPT.test(url.pathname) && !url.search;
  const cache = await caches.open(PAGES);
  try {
    const answer = await inTime(fetch(request), isKept && (await cache.match(url.pathname)));
    if (isKept && answer.ok && !answer.redirected) {
      await cache.put(url.pathname, answer.clone());
      await trim(cache, MOST_PAGES);
    }
    return answer;
  } catch {
    const kept = isKept && (await cache.match(url.pathname));
    return kept || (await cache.match(`/${languageOf(url)}/offline/`)) || Response.error();
  }
}

// Only who has the page already may lose patience.
function inTime(answer, kept) {
  if (!kept) return answer;
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
  return Promise.race([answer, late]);
}

function languageOf(url) {
  const first = url.pathname.split("/")[1];
  return GIVEN.languages.includes(first) ? first : "de";
}

async function file(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(ASSETS)).put(request, answer.clone());
  return answer;
}

// What one has seen; an address always names the same picture.
async function picture(request) {
  const cache = await caches.open(PICTURES);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    await trim(cache, MOST_PICTURES);
  }
  return answer;
}

async function trim(cache, most) {
  const keys = await cache.keys();
  const over = keys.slice(0, Math.max(0, keys.length - most));
  await Promise.all(over.map((key) => cache.delete(key)));
}
