// Where a link in Markdown may lead: the web, a mail program, or a file of the workspace. Nothing else becomes a link.
import { fileAddress, type Lines } from "../address.ts";

export type LinkTarget =
  | { readonly kind: "web"; readonly href: string }
  | { readonly kind: "page"; readonly address: string };

/** `folder` is the folder of the file that holds the link, "" at the top of the workspace. */
export function linkTarget(href: string, folder: string): LinkTarget | undefined {
  // Whitespace and control characters are dropped by browsers before they look for a scheme.
  // oxlint-disable-next-line no-control-regex
  const clean = href.replaceAll(/[\u0000-\u0020]/g, "");
  if (clean === "" || clean.startsWith("#") || clean.startsWith("//")) return undefined;
  if (/^(https?:\/\/|mailto:)/i.test(clean)) return { kind: "web", href: clean };
  if (/^[a-z][a-z0-9+.-]*:/i.test(clean)) return undefined;
  return fileTarget(clean, folder);
}

function fileTarget(href: string, folder: string): LinkTarget | undefined {
  const [encoded = "", fragment = ""] = href.split("#", 2);
  const path = inside(encoded.startsWith("/") ? "" : folder, encoded.split("?", 1)[0] ?? "");
  return path === undefined ? undefined : { kind: "page", address: fileAddress(path, fragmentLines(fragment)) };
}

/** Joins and normalises; `undefined` when it would leave the workspace. */
function inside(folder: string, encoded: string): string | undefined {
  if (/%(?![0-9a-f]{2})/i.test(encoded)) return undefined;
  const path = decodeURIComponent(encoded);
  if (path.includes("\\")) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? undefined : parts.join("/");
}

/** `L41` and `L41-L67`, as code hosts write them. */
function fragmentLines(fragment: string): Lines | undefined {
  const match = /^L(\d{1,9})(?:-L?(\d{1,9}))?$/.exec(fragment);
  return match === null ? undefined : [Number(match[1]), Number(match[2] ?? match[1])];
}
