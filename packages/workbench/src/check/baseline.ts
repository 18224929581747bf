// What an old repository is known to have, so that only new findings count. An entry is a rule and the words of a line, not its
// number: it survives that lines move, and ends when the line is written anew. Notes are not taken: they never fail, and
// those of a draft are errors later, which nobody accepted.
import * as z from "zod/mini";
import { decodeJson, type DecodedJson } from "../data/decode-json.ts";
import type { ReportedDocument, ReportedFinding } from "../report/checked.ts";
import { lineKey } from "../report/line-key.ts";

const VERSION = 1;

interface BaselineEntry {
  readonly path: string;
  readonly rule: string;
  /** The words of the line that the finding begins in. */
  readonly line: string;
  /** How often. */
  readonly count: number;
}

/** Sorted, each path, rule and line once. */
export type Baseline = readonly BaselineEntry[];

/** Takes every error and warning of the documents. */
export function createBaseline(documents: readonly ReportedDocument[]): Baseline {
  const findings = documents.flatMap((document) => document.findings.filter(({ severity }) => severity !== "note"));
  const groups = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const { path, rule } = finding;
    const key = findingKey(finding);
    groups.set(key, { path, rule, line: lineKey(finding), count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

const keyOf = ({ path, rule, line }: Omit<BaselineEntry, "count">): string => [path, rule, line].join("\n");

const findingKey = (finding: ReportedFinding): string => keyOf({ ...finding, line: lineKey(finding) });

export interface BaselinedDocuments {
  /** Without what the baseline knows. */
  readonly documents: readonly ReportedDocument[];
  /** How many findings it knows. */
  readonly known: number;
  /** What no longer occurs in these documents; `count` is how often. */
  readonly gone: readonly BaselineEntry[];
}

export function applyBaseline(baseline: Baseline, documents: readonly ReportedDocument[]): BaselinedDocuments {
  const left = new Map(baseline.map((entry) => [keyOf(entry), entry.count]));
  let known = 0;
  const isNew = (finding: ReportedFinding): boolean => {
    const count = left.get(findingKey(finding)) ?? 0;
    if (count === 0) return true;
    left.set(findingKey(finding), count - 1);
    known += 1;
    return false;
  };
  const remaining = documents.map((document) => ({ ...document, findings: document.findings.filter(isNew) }));
  const checked = new Set(documents.map(({ path }) => path));
  const gone = baseline
    .map((entry) => ({ ...entry, count: left.get(keyOf(entry)) ?? 0 }))
    .filter(({ path, count }) => count > 0 && checked.has(path));
  return { documents: remaining, known, gone };
}

/** JSON made for git: an entry is a line, so that branches which fix different things merge. */
export function encodeBaseline(baseline: Baseline): string {
  const entries = baseline.map((entry) => `    ${JSON.stringify(entry)}`);
  const findings = entries.length === 0 ? "[]" : `[\n${entries.join(",\n")}\n  ]`;
  return `{\n  "version": ${VERSION},\n  "findings": ${findings}\n}\n`;
}

const NEWER = "this baseline is of a newer nomous: update nomous, or write it again with nomous check --baseline";

const schema = z.strictObject({
  version: z.literal(VERSION, { error: ({ input }) => (Number(input) > VERSION ? NEWER : undefined) }),
  findings: z.array(
    z.strictObject({ path: z.string(), rule: z.string(), line: z.string(), count: z.int().check(z.gte(1)) }),
  ),
});

export function decodeBaseline(text: string): DecodedJson<Baseline> {
  const decoded = decodeJson(schema, text);
  if (decoded.ok) return { ok: true, value: decoded.value.findings };
  // In a newer one other names are no mistakes.
  const newer = decoded.problems.filter(({ message }) => message === NEWER);
  return newer.length > 0 ? { ok: false, problems: newer } : decoded;
}
