// Keeps the clerk's screen and its parts, so that it opens without a line. It keeps no answers: what is
// expected and what was scanned lie in the browser's own store.
const KEPT = "wasl-post-7";
const PARTS = ["/assets/wasl.css", "/assets/clerk.js", "/assets/clerk-store.js", "/assets/clerk-label.js", "/assets/fonts/plex-arabic-400.woff2", "/assets/fonts/plex-arabic-600.woff2", "/assets/fonts/plex-latin-400.woff2", "/assets/fonts/plex-latin-600.woff2"];
const PATIENCE = 3000;

importScripts("/assets/clerk-store.js");

// There is a line again: what waits is sent, also when no screen is open. The browser asks again later when it fails.
self.addEventListener("sync", (event) => {
  if (event.tag === self.clerkStore.TAG) event.waitUntil(self.clerkStore.tellAll());
});

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

// The page that registered this worker was opened before it: it is kept from a second reading.
async function keepAll() {
  const kept = await caches.open(KEPT);
  await kept.addAll(PARTS);
  const answer = await fetch("/post/desk?fresh", { credentials: "same-origin" });
  if (answer.ok && !answer.redirected) await kept.put("/post/desk", answer);
}

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin || url.searchParams.has("fresh")) return;
  if (event.request.mode === "navigate" && url.pathname === "/post/desk") {
    event.respondWith(page(event.request));
  } else if (PARTS.includes(url.pathname)) {
    event.respondWith(part(event.request));
  }
});

// The newest page where there is a line, else the kept one; a sign-in page is never kept in its place.
async function page(request) {
  const kept = await caches.open(KEPT);
  const language = new URL(request.url).searchParams.get("lang") || "";
  try {
    const answer = await inTime(fetch(request));
    if (answer.ok && !answer.redirected) {
      await kept.put("/post/desk", answer.clone());
      if (language) await kept.put("/post/desk?lang=" + language, answer.clone());
    }
    return answer;
  } catch (_) {
    return (language && (await kept.match("/post/desk?lang=" + language))) || (await kept.match("/post/desk")) || Response.error();
  }
}

async function part(request) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await inTime(fetch(request));
    if (answer.ok) await kept.put(request, answer.clone());
    return answer;
  } catch (_) {
    return (await kept.match(request)) || Response.error();
  }
}

function inTime(promise) {
  return Promise.race([promise, new Promise((_, late) => setTimeout(() => late(new Error("late")), PATIENCE))]);
}
