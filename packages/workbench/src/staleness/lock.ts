// `nomous.lock`: what people have looked at, and what it was then. A line a binding, in the order of documents and targets, so that two branches
// that look at two documents merge by lines.
import * as z from "zod/mini";
import { decodeJson, parseJson } from "../data/decode-json.ts";
import type { BindingKind } from "./freshness.ts";

const LOCK_VERSION = 1;

const KINDS = ["symbol", "lines", "file", "evidence", "document"] as const satisfies readonly BindingKind[];

/** Keys that are not known here are kept. */
const Entry = z.looseObject({
  document: z.string().check(z.minLength(1)),
  target: z.string().check(z.minLength(1)),
  kind: z.enum(KINDS),
  /** What it was, by the rules of fingerprints that the number before the colon names. */
  hash: z
    .string()
    .check(z.regex(/^\d+:[0-9a-f]{32}$/, "expected a fingerprint such as 1:0123…, of 32 hexadecimal digits")),
  /** The commit that was checked out; null where there was none. */
  commit: z.nullable(z.string()),
  /** Where it stood then; null for what has no lines. From 1. */
  lines: z.nullable(z.tuple([z.int(), z.int()])),
  /** The file that it stood in, where that was another than the target names. */
  at: z.optional(z.string()),
  /** Of evidence: with which runtime of this machine it was accepted. */
  runtime: z.optional(z.string()),
  /** Of a document: what beneath it was not fresh and was accepted. */
  beneath: z.optional(z.array(z.string())),
  reviewed: z.looseObject({
    person: z.string(),
    at: z.iso.datetime({ offset: true }),
    why: z.nullable(z.string()),
  }),
});
export type LockEntry = z.infer<typeof Entry>;

interface LockProblem {
  /** From 1. */
  readonly line: number;
  /** A phrase. */
  readonly message: string;
}

export interface Lock {
  readonly entries: readonly LockEntry[];
  /** Lines that are not understood; those around them count. */
  readonly problems: readonly LockProblem[];
  /** Nothing of it is used, and nobody may write it. */
  readonly isNewer: boolean;
}

const FIRST = JSON.stringify({ nomous: "lock", version: LOCK_VERSION });
const MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;

export function decodeLock(text: string): Lock {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const version = versionOf(lines[0] ?? "");
  if (version !== null && version > LOCK_VERSION) {
    const message = `written by a newer version of Nomous (lock version ${version}, this one reads up to ${LOCK_VERSION}): update Nomous`;
    return { entries: [], problems: [{ line: 1, message }], isNewer: true };
  }
  const problems: LockProblem[] = [];
  const entries: LockEntry[] = [];
  if (version === null && text.trim() !== "") problems.push({ line: 1, message: `the first line must be ${FIRST}` });
  for (const [i, line] of lines.entries()) {
    if (line.trim() === "" || versionOf(line) !== null) continue;
    const decoded = decodeEntry(line);
    if (typeof decoded !== "string") entries.push(decoded);
    else if (i > 0 || version !== null) problems.push({ line: i + 1, message: decoded });
  }
  return { entries: newestOfEach(entries), problems, isNewer: false };
}

function decodeEntry(line: string): LockEntry | string {
  if (MARKER.test(line)) return "a conflict of git that is not settled: the lines on both sides count";
  const decoded = decodeJson(Entry, line);
  return decoded.ok ? decoded.value : (decoded.problems[0]?.message ?? "expected a binding");
}

/** Null for a line that is no first line. */
function versionOf(line: string): number | null {
  if (!line.includes('"lock"')) return null;
  const { value } = parseJson(line.replace(/^\uFEFF/, ""));
  if (typeof value !== "object" || value === null || !("nomous" in value) || value.nomous !== "lock") return null;
  return "version" in value && typeof value.version === "number" ? value.version : null;
}

const lockKey = ({ document, target }: Pick<LockEntry, "document" | "target">): string => `${document}\n${target}`;

/** Two branches may have looked at the same thing: who looked last knows best. */
function newestOfEach(entries: readonly LockEntry[]): LockEntry[] {
  const newest = new Map<string, LockEntry>();
  for (const entry of entries) {
    const before = newest.get(lockKey(entry));
    if (before === undefined || Date.parse(entry.reviewed.at) >= Date.parse(before.reviewed.at))
      newest.set(lockKey(entry), entry);
  }
  return [...newest.values()];
}

export function encodeLock(entries: readonly LockEntry[]): string {
  const sorted = entries.toSorted((a, b) => compare(a.document, b.document) || compare(a.target, b.target));
  return `${[FIRST, ...sorted.map((entry) => JSON.stringify(entry))].join("\n")}\n`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
