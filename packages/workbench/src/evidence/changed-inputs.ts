import type { Surroundings } from "../rule/subject.ts";
import { remember } from "../text/remember.ts";
import type { SessionRecord } from "./evidence.ts";
import { sha256Of } from "./sha256.ts";

/** Inputs that are no longer what they were when the session began. A folder, or a file that is no text, is nobody's here to compare. */
export function changedInputs({ inputs }: SessionRecord, surroundings: Surroundings): string[] {
  return Object.entries(inputs).flatMap(([path, hash]) => (isChanged(path, hash, surroundings) ? [path] : []));
}

function isChanged(path: string, hash: string | null, surroundings: Surroundings): boolean {
  const kind = surroundings.kindOf(path);
  if (kind === "missing") return hash !== null;
  if (hash === null) return kind === "file" || kind === "folder";
  const text = kind === "file" ? surroundings.textOf(path) : undefined;
  return text !== undefined && !hashesOf(text).has(hash);
}

/** A checkout with other line ends is the same input: its hash is taken with those that it has, with LF, and with CRLF. */
const hashesOf = remember((text): ReadonlySet<string> => {
  const lf = text.replaceAll("\r\n", "\n");
  return new Set([text, lf, lf.replaceAll("\n", "\r\n")].map(sha256Of));
});
