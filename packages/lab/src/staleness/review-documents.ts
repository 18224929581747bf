// Somebody has looked: what a document rests on is recorded as it is now, with who says that the document still holds.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Binding, type LockEntry, type Reach, targetAt } from "@nomous/workbench/staleness";
import type { UncheckedDocument, Workbench } from "../check/check-workspace.ts";
import type { Waiting } from "../document/document-lock.ts";
import { personName } from "../git/git-status.ts";
import { anchorOf } from "./judge-document.ts";
import { evidenceState } from "./judge-evidence.ts";
import type { JudgeEngine } from "./judge-engine.ts";
import { findMoved } from "./find-moved.ts";
import { linesHash, type Lines } from "./follow-lines.ts";
import { changeLock } from "./lock-file.ts";
import { type JudgedWorkspace, judgeWorkspace } from "./survey-freshness.ts";
import type { World } from "./world.ts";

export interface ReviewOptions extends Waiting {
  /** ISO 8601, with its zone. */
  readonly at: string;
  /** Git's user of the workspace where nobody is named. */
  readonly person?: string;
  readonly why: string | null;
}

export interface ReviewOutcome {
  /** By document: how many of its targets were recorded. */
  readonly recorded: ReadonlyMap<string, number>;
  /** What is gone, so that nobody can have looked at it: the document has to be corrected. */
  readonly missing: readonly { readonly document: string; readonly target: string; readonly line: number }[];
  /** Documents and lines of the lock that could not be read. */
  readonly problems: readonly UncheckedDocument[];
}

/**
 * Records all that these documents rest on, in `nomous.lock`. What the lock has of documents and targets that are gone goes. Durable when this resolves.
 * Rejects with a `DocumentError` or a `WorkspaceError`, such as for a lock of a newer version, which is left as it is.
 */
export async function reviewDocuments(
  workbench: Workbench,
  documents: readonly string[],
  options: ReviewOptions,
): Promise<ReviewOutcome> {
  const { workspace } = workbench;
  const person = options.person ?? (await personName(workspace.root));
  const reviewed = { person, at: options.at, why: options.why };
  const survey = options.signal === undefined ? {} : { signal: options.signal };
  const { judged, used, problems } = await judgeWorkspace(workbench, survey, {
    also: documents,
    use: (engine, found) => entriesOf(engine, found, documents, reviewed),
  });
  const { entries: found, missing } = used ?? { entries: [], missing: [] };
  const stays = stayingEntries(workspace.root, judged, documents);
  await changeLock(workspace, (entries) => [...entries.filter(stays), ...found], options);
  const counts = Map.groupBy(found, ({ document }) => document);
  const recorded = new Map(documents.map((path) => [path, counts.get(path)?.length ?? 0]));
  return { recorded, missing, problems };
}

/** What was recorded of documents that are still there, about what they still rest on. */
function stayingEntries(
  root: string,
  judged: JudgedWorkspace["judged"],
  reviewed: readonly string[],
): (entry: LockEntry) => boolean {
  const bound = new Map(judged.map(({ path, targets }) => [path, new Set(targets.map(({ target }) => target))]));
  return ({ document, target }) => {
    if (reviewed.includes(document)) return false;
    // One that nobody looked at, as it could not be read or is left out, may rest on what it did.
    return bound.get(document)?.has(target) ?? existsSync(join(root, document));
  };
}

interface FoundEntries {
  readonly entries: readonly LockEntry[];
  readonly missing: ReviewOutcome["missing"];
}

async function entriesOf(
  engine: JudgeEngine,
  { judged, reach }: JudgedWorkspace,
  documents: readonly string[],
  reviewed: LockEntry["reviewed"],
): Promise<FoundEntries> {
  const { past } = engine.world;
  const commit = past === null ? null : (past.history.commits[past.head] ?? null);
  const entries: LockEntry[] = [];
  const missing: ReviewOutcome["missing"][number][] = [];
  for (const path of documents) {
    const found = judged.find((one) => one.path === path);
    for (const { binding, place } of await engine.bindingsOf(path)) {
      const target = targetAt(binding, place);
      const judgedTarget = found?.targets.find((one) => one.target === target);
      if (judgedTarget === undefined) continue;
      const state = await stateNow(engine, binding, place, judgedTarget.movedTo);
      if (state === null) missing.push({ document: path, target, line: judgedTarget.line });
      else {
        const { hash, lines, runtime, at } = state;
        const beneath = beneathOf(reach, judgedTarget);
        const known = { ...(runtime !== undefined && { runtime }), ...(at !== undefined && { at }) };
        const more = { ...known, ...(beneath.length > 0 && { beneath }) };
        entries.push({ document: path, target, kind: binding.kind, hash, commit, lines, ...more, reviewed });
      }
    }
  }
  return { entries, missing };
}

const beneathOf = (reach: Reach, target: JudgedWorkspace["judged"][number]["targets"][number]): string[] =>
  [...new Set((reach.get(target) ?? []).map(({ leaf }) => leaf.id))].toSorted();

interface StateNow {
  readonly hash: string;
  readonly lines: [number, number] | null;
  readonly runtime?: string;
  /** The file that it stands in, where that is another than the cited one. */
  readonly at?: string;
}

/** What it is now, wherever it is; null when it is nowhere. */
async function stateNow(
  { world }: JudgeEngine,
  binding: Binding,
  path: string,
  movedTo: string | null,
): Promise<StateNow | null> {
  if (binding.kind === "evidence") {
    const state = await evidenceState(world, binding);
    return state === null
      ? null
      : { hash: state.hash, lines: null, ...(state.runtime !== null && { runtime: state.runtime }) };
  }
  if (binding.lines !== null) return linesNow(world, path, [binding.lines.first, binding.lines.last], movedTo);
  const { now } = await findMoved(world, path, anchorOf(binding));
  if (now.status !== "there") return null;
  const { hash, lines } = now;
  return { hash, lines: lines === null ? null : [lines[0], lines[1]] };
}

/** What moved is looked at where it is, and what changed where the address says that it is. */
function linesNow(world: World, path: string, lines: Lines, movedTo: string | null): StateNow | null {
  const { 1: file = path, 2: from = lines[0], 3: to = from } = /^(.*):(\d+)(?:-(\d+))?$/.exec(movedTo ?? "") ?? [];
  const place: Lines = movedTo === null ? lines : [Number(from), Number(to)];
  const content = world.present.read(file);
  if (content?.status !== "text") return null;
  const hash = linesHash({ text: content.text, tree: () => world.code.treeOf(file, content) }, place);
  return hash === null ? null : { hash, lines: [place[0], place[1]], ...(file !== path && { at: file }) };
}
