// The built web app. Files below /assets/ carry a hash in their name and may be kept for ever; everything else is asked
// for again. A path without an extension is a screen of the app, but for one: /leave is the way out of an app that is broken.
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

export interface WebFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly cache: string;
}

const TYPES: Partial<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

const NONCE_MARK = "__STYLE_NONCE__";

/** The file for a URL's path, or `undefined`. `root` is the folder of the built app. */
export async function readWebFile(root: string, urlPath: string, styleNonce: string): Promise<WebFile | undefined> {
  const path = pathInside(urlPath);
  if (path === undefined) return undefined;
  if (path === "leave") return readWebFile(root, "/leave.html", styleNonce);
  const extension = extname(path);
  if (extension === "" || path === "index.html" || path.startsWith(`file${sep}`)) return readPage(root, styleNonce);
  const type = TYPES[extension];
  const body = type === undefined ? undefined : await read(join(root, path));
  if (body === undefined || type === undefined) return undefined;
  const isHashed = path.startsWith(`assets${sep}`);
  return { body, type, cache: isHashed ? "public, max-age=31536000, immutable" : "no-cache" };
}

/**
 * Which build of the app `root` holds, as its pages know it too: its version and a hash, the first line of what the build wrote
 * beside it. `undefined` when it says nothing.
 */
export async function readWebBuild(root: string | undefined): Promise<string | undefined> {
  const list = root === undefined ? undefined : await read(join(root, "shell.txt"));
  const [build = ""] = list?.toString("utf8").split("\n", 1) ?? [];
  return /^[\w.+-]{1,100}$/.test(build) ? build : undefined;
}

/**
 * Not kept by the browser itself: an old page would not know the nonce of a new start. The app's service worker keeps it with the
 * headers it came with, so that page and policy go together.
 */
async function readPage(root: string, styleNonce: string): Promise<WebFile | undefined> {
  const page = await read(join(root, "index.html"));
  if (page === undefined) return undefined;
  const body = Buffer.from(page.toString("utf8").replaceAll(NONCE_MARK, styleNonce));
  return { body, type: "text/html; charset=utf-8", cache: "no-store" };
}

/** A URL's path as a relative path that stays below the root. */
function pathInside(urlPath: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (/[\0\\]/.test(decoded)) return undefined;
  const path = normalize(`.${decoded}`);
  return path === ".." || path.startsWith(`..${sep}`) ? undefined : path;
}

async function read(path: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}
