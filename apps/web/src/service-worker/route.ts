// Which request gets what. The worker answers for the app's own files and for nothing else: what the bridge says (health, metrics, the page
// that leaves a broken version, the worker itself) always comes from the bridge.
import { LIST, PAGE } from "./shell-list.ts";

export interface Route {
  /** What is looked up. */
  readonly path: string;
  /** Its name holds a hash: another build's file of that name is the same, and a page that is older than this worker needs it. */
  readonly isHashed: boolean;
}

export interface Asked {
  readonly method: string;
  readonly url: string;
  /** `navigate`: what is asked for is a page. */
  readonly mode: string;
}

const OF_THE_BRIDGE: ReadonlySet<string> = new Set([
  "/healthz",
  "/metrics",
  "/ws",
  "/leave",
  "/leave.js",
  "/service-worker.js",
  LIST,
]);

/** What answers a request to `origin`; `undefined`: the network, untouched. */
export function routeOf({ method, url, mode }: Asked, origin: string): Route | undefined {
  const { origin: asked, pathname: path } = new URL(url);
  if (method !== "GET" || asked !== origin || OF_THE_BRIDGE.has(path)) return undefined;
  if (mode === "navigate" && isScreen(path)) return { path: PAGE, isHashed: false };
  return hasExtension(path) ? { path, isHashed: path.startsWith("/assets/") } : undefined;
}

/** As the bridge has it: a path without an extension is a screen of the app, and so is every path of a file that is shown. */
const isScreen = (path: string): boolean => path === PAGE || path.startsWith("/file/") || !hasExtension(path);

const hasExtension = (path: string): boolean => /\.[^/]*$/.test(path);
