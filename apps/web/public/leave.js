// Removes what the service worker of the app keeps, and the worker itself; the bridge's own page then loads what the bridge has. No module and
// nothing shared with the app: it has to work when nothing else does. The database of the app is not touched.
async function leave() {
  try {
    const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    await Promise.all(registrations.map((registration) => registration.unregister()));
    const names = (await globalThis.caches?.keys()) ?? [];
    await Promise.all(names.map((name) => caches.delete(name)));
    location.replace("/");
  } catch (error) {
    document.querySelector("#said").textContent = `The browser did not remove it: ${error.message}`;
  }
}

void leave();
