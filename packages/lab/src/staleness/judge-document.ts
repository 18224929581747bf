// One document: each thing that it rests on is judged from the moment that somebody last stood by it.
import {
  type Binding,
  FRESHNESS,
  type JudgedDocument,
  type JudgedTarget,
  type LockEntry,
  sectionNamed,
  targetAt,
} from "@nomous/workbench/staleness";
import { parseMarkdown } from "@nomous/workbench/experiments";
import type { Anchor } from "./anchor-state.ts";
import { judgeAnchor, judgePointer } from "./judge-anchor.ts";
import { type EvidenceWorld, judgeEvidence } from "./judge-evidence.ts";
import { judgeLines } from "./judge-lines.ts";
import { judgedTarget, type Reference, type Verdict } from "./judgement.ts";
import type { ReadDocument } from "./read-document.ts";
import type { Origin } from "./statement-origins.ts";

export interface DocumentCase {
  readonly document: ReadDocument;
  /** By statement. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Whether the last commit has it. */
  readonly isCommitted: boolean;
  /** Of this document, by target. */
  readonly reviewed: ReadonlyMap<string, LockEntry>;
}

export interface JudgeWorld extends EvidenceWorld {
  /** Name of the type of a file of Markdown, as it is or as it was last; null: it has none. */
  readonly typeOf: (path: string) => Promise<string | null>;
  /** A text as it lies on the disk, which places in a document count in. */
  readonly rawText: (path: string) => string | undefined;
}

/** One thing of a document that is to be judged. */
export interface JudgeTask {
  readonly one: DocumentCase;
  readonly binding: Binding;
  readonly path: string;
}

/**
 * What of a document is to be judged. A linked file that is no document is nothing that it rests on, and neither is one that is made from it: a
 * spike that tells which plan came of it does not rest on that plan.
 */
export async function tasksOf(world: JudgeWorld, one: DocumentCase): Promise<JudgeTask[]> {
  const tasks: JudgeTask[] = [];
  for (const binding of one.document.bindings) {
    const path = placeOf(world, binding, one.reviewed);
    if (binding.kind === "document" && !binding.isSource) {
      const type = await world.typeOf(path);
      if (type === null || one.document.type?.leadsTo.includes(type) === true) continue;
    }
    tasks.push({ one, binding, path });
  }
  return tasks;
}

/** Reads at once what files were since they were first cited by any of these tasks. */
export async function prefetchVersions(world: JudgeWorld, tasks: readonly JudgeTask[]): Promise<void> {
  const { past } = world;
  if (past === null) return;
  const oldest = new Map<string, number>();
  for (const { one, binding, path } of tasks) {
    if (binding.kind === "evidence") continue;
    for (const reference of referencesOf(world, one, binding, one.reviewed.get(targetAt(binding, path)))) {
      const at = reference.status === "commit" ? reference.at : reference.status === "reviewed" ? reference.floor : 0;
      oldest.set(path, Math.max(at ?? 0, oldest.get(path) ?? 0));
    }
  }
  await past.contents.prefetch([...oldest].flatMap(([path, at]) => past.history.versionsSince(path, at)));
}

/** Null: it is nothing that was ever there. */
export async function judgeTask(world: JudgeWorld, { one, binding, path }: JudgeTask): Promise<JudgedTarget | null> {
  const { document, reviewed } = one;
  const target = targetAt(binding, path);
  const entry = reviewed.get(target);
  const verdict = await worstOf(world, binding, path, referencesOf(world, one, binding, entry));
  if (verdict === null) return null;
  const line = document.lineOf(binding.mentions[0]?.from ?? 0);
  const judged = judgedTarget(binding, target, line, verdict);
  // A guide shows where a document is, and does not rest on what that rests on.
  const cites = document.type !== null ? citedDocument(world, binding, path) : null;
  return { ...judged, cites, accepted: entry?.beneath ?? [] };
}

/** A document from what was found out about its targets. */
export function judgedDocument({ document, reviewed }: DocumentCase, judged: readonly JudgedTarget[]): JudgedDocument {
  const targets = judged.toSorted((a, b) => a.from - b.from || (a.target < b.target ? -1 : 1));
  const used = targets.flatMap(({ target }) => reviewed.get(target) ?? []);
  return { path: document.path, targets, reviewed: lastReview(used) };
}

/** Where it is, else where it was. */
function placeOf({ past }: JudgeWorld, binding: Binding, reviewed: ReadonlyMap<string, LockEntry>): string {
  const [first = "", ...others] = binding.paths;
  if (others.length === 0) return first;
  return (
    binding.paths.find((path) => reviewed.has(targetAt(binding, path))) ??
    binding.paths.find((path) => past?.history.has(path) === true) ??
    first
  );
}

function referencesOf(
  { past, noPast }: JudgeWorld,
  { document, origins, isCommitted }: DocumentCase,
  { mentions }: Binding,
  entry: LockEntry | undefined,
): Reference[] {
  if (entry !== undefined) {
    const floor = entry.commit === null ? undefined : past?.history.indexOf(entry.commit);
    return [{ status: "reviewed", entry, floor }];
  }
  if (past === null) return [{ status: "unknown", why: noPast }];
  const declared = document.declared === null ? undefined : past.history.find(document.declared);
  if (!isCommitted) return [declared === undefined ? { status: "now" } : { status: "commit", at: declared }];
  const found = new Map<string, Reference>();
  for (const { statement } of mentions) {
    const origin = origins.get(statement) ?? { status: "now" };
    found.set(origin.status === "commit" ? String(origin.at) : origin.status, toReference(origin));
  }
  return [...found.values()];
}

function toReference(origin: Origin): Reference {
  if (origin.status === "cut") return { status: "unknown", why: CUT };
  return origin.status === "missing" ? { status: "unknown", why: MISSING } : origin;
}

const CUT =
  "this clone has only the end of the history, which does not tell since when this is written: git fetch --unshallow";

const MISSING = "this clone does not have the document as it was, which would tell since when this is written";

async function worstOf(
  world: JudgeWorld,
  binding: Binding,
  path: string,
  references: readonly Reference[],
): Promise<Verdict | null> {
  let worst: Verdict | null = null;
  for (const reference of references) {
    const verdict = await judge(world, binding, path, reference);
    if (verdict === null) continue;
    if (worst === null || FRESHNESS.indexOf(verdict.freshness) > FRESHNESS.indexOf(worst.freshness)) worst = verdict;
  }
  return worst;
}

function judge(world: JudgeWorld, binding: Binding, path: string, reference: Reference): Promise<Verdict | null> {
  if (binding.kind === "evidence") return judgeEvidence(world, binding, reference);
  if (binding.kind === "lines" && binding.lines !== null) {
    const { first, last } = binding.lines;
    return judgeLines(world, { target: targetAt(binding, path), path, lines: [first, last] }, reference);
  }
  if (binding.isPointer) return judgePointer(world, path, reference);
  return judgeAnchor(world, { binding, path, anchor: anchorOf(binding) }, reference);
}

export function anchorOf({ kind, symbol, section }: Binding): Anchor {
  if (symbol !== null) return { kind: "symbol", symbol };
  return kind === "document" ? { kind: "document", section } : { kind: "file" };
}

function citedDocument({ rawText }: JudgeWorld, { kind, section }: Binding, path: string): JudgedTarget["cites"] {
  if (kind !== "document") return null;
  const text = section === null ? undefined : rawText(path);
  const found = section === null || text === undefined ? null : sectionNamed(parseMarkdown(text), section);
  return { path, within: found === null ? null : { from: found.from, to: found.to } };
}

/** Who looked last at anything of it. */
function lastReview(entries: readonly LockEntry[]): JudgedDocument["reviewed"] {
  const [newest] = entries.toSorted((a, b) => Date.parse(b.reviewed.at) - Date.parse(a.reviewed.at));
  if (newest === undefined) return null;
  const { person, at, why } = newest.reviewed;
  return { person, at, why };
}
