// Watches all pages of a browser context for what must never happen, whatever a test does: a request that leaves the
// bridge's origin, a breach of the page's policy, an error on the console, a dialog.
import type { BrowserContext } from "playwright-core";

/** Adds to `faults`, in words, whatever goes wrong in `context`. `wasStopped`: the test itself took the bridge away. */
export async function watchForFaults(
  context: BrowserContext,
  origin: string,
  faults: string[],
  wasStopped: () => boolean,
): Promise<void> {
  await context.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} forbids ${blockedURI}`),
    ),
  );
  const isOurs = (url: string): boolean => {
    const { protocol, host } = new URL(url);
    return ["data:", "blob:"].includes(protocol) || host === new URL(origin).host;
  };
  const asked = (url: string): void => {
    if (!isOurs(url)) faults.push(`asked for ${url}`);
  };
  context.on("request", (request) => asked(request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => asked(socket.url())));
  context.on("weberror", (error) => faults.push(`threw ${error.error().message}`));
  context.on("console", (line) => {
    if (line.type() !== "error" || isAboutAway(line.text(), origin)) return;
    if (!(wasStopped() && REFUSED.test(line.text()))) faults.push(`console: ${line.text()}`);
  });
  context.on("dialog", (dialog) => {
    faults.push(`opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}

/** Also code that was being fetched ahead when the bridge ended; it is fetched again when the bridge is back. */
const REFUSED = /^Failed to load resource: net::ERR_(CONNECTION_|EMPTY_RESPONSE|INCOMPLETE|CONTENT_LENGTH_MISMATCH)/;

/** The browser itself reports a socket that does not connect; that the bridge is away is no fault of the page. */
const isAboutAway = (text: string, origin: string): boolean =>
  text.startsWith(`WebSocket connection to '${origin.replace("http", "ws")}/ws' failed`);
