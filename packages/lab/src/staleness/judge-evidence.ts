// Evidence: whether what was measured is still what there is. It recorded the hashes of its inputs, and on what machine it was measured; another machine
// tells nothing, and the same one with another runtime may measure something else.
import type { Binding, MeasuredOn } from "@nomous/workbench/staleness";
import { changedCause, removedCause } from "./causes.ts";
import { findDeviation } from "./find-deviation.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { inputHash, isInput, type Inputs } from "./inputs.ts";
import { FRESH, type Reference, unverifiable, type Verdict } from "./judgement.ts";
import type { OwnMachine } from "./own-machine.ts";
import { describeCommit, type Past, type World } from "./world.ts";

export interface EvidenceWorld extends World {
  readonly inputs: Inputs;
  readonly machine: OwnMachine;
}

/** What differs from what was recorded. */
interface Deviations {
  /** Inputs with what they are now; null for what is gone. */
  readonly inputs: readonly (readonly [path: string, hash: string | null])[];
  /** Inputs that cannot be compared here, with why. */
  readonly unknown: readonly string[];
  readonly runtime: { readonly before: string; readonly now: string } | null;
}

export async function judgeEvidence(
  world: EvidenceWorld,
  { target, evidence }: Pick<Binding, "target" | "evidence">,
  reference: Reference,
): Promise<Verdict> {
  if (evidence === null || evidence.session === null) return judgeMissing(world, target);
  const found = await deviationsOf(world, evidence);
  const entry = reference.status === "reviewed" ? reference.entry : null;
  const isAccepted = entry?.hash === evidenceHash(target, evidence, found);
  const now = evidenceHash(target, evidence, found);
  const [input] = found.inputs;
  if (!isAccepted && input !== undefined) {
    const cause = await inputCause(world, evidence, input);
    return { freshness: "needs-review", cause, now };
  }
  const [change] = evidence.changes;
  if (!isAccepted && change !== undefined) {
    const text = `${evidence.experiment} was changed after its data: ${change}`;
    return { freshness: "needs-review", cause: { text, commit: null, diff: "", path: [] }, now };
  }
  const { runtime } = found;
  if (runtime !== null && entry?.runtime !== runtime.now) {
    const text = `${evidence.experiment} was measured here with ${runtime.before}, and now there is ${runtime.now}`;
    return {
      freshness: "needs-review",
      cause: { text, commit: null, diff: "", path: [] },
      now: `${now} ${runtime.now}`,
    };
  }
  const [unknown] = found.unknown;
  return unknown === undefined ? FRESH : unverifiable(unknown);
}

export interface EvidenceState {
  readonly hash: string;
  readonly runtime: string | null;
}

/** What a review records; null when there is nothing to look at. */
export async function evidenceState(
  world: EvidenceWorld,
  { target, evidence }: Pick<Binding, "target" | "evidence">,
): Promise<EvidenceState | null> {
  if (evidence === null || evidence.session === null) return null;
  const found = await deviationsOf(world, evidence);
  return { hash: evidenceHash(target, evidence, found), runtime: found.runtime?.now ?? null };
}

const evidenceHash = (target: string, { changes }: MeasuredOn, { inputs }: Deviations): string =>
  fingerprintOf([
    "evidence",
    target,
    ...inputs.flatMap(([path, hash]) => [path, hash ?? "gone"]),
    "changes",
    ...changes,
  ]);

async function deviationsOf(world: EvidenceWorld, { session }: MeasuredOn): Promise<Deviations> {
  const inputs: [string, string | null][] = [];
  const unknown: string[] = [];
  for (const [path, recorded] of Object.entries(session?.inputs ?? {})) {
    const is = await isInput(world.inputs, path, recorded);
    if (is === "changed") inputs.push([path, await inputHash(world.inputs, path)]);
    else if (is !== "same") unknown.push(`${path} ${is.why}`);
  }
  const runtime = session === null ? null : world.machine.otherRuntime(session.machine);
  return { inputs, unknown, runtime };
}

async function judgeMissing({ past, signal }: EvidenceWorld, target: string): Promise<Verdict> {
  const gone = { freshness: "broken", now: "gone" } as const;
  const unknown = { ...gone, cause: removedCause({ label: target, commit: null, isUnknown: true, before: null }) };
  if (past === null || !past.history.has(target)) return unknown;
  const { history, head } = past;
  const isThere = (commit: number): Promise<boolean> => Promise.resolve(history.blobAt(target, commit) !== null);
  if (await isThere(head)) return { ...gone, cause: removedCause({ label: target, commit: null, before: null }) };
  const found = await findDeviation({ history, from: head, paths: [target], isSame: isThere, signal });
  if (found === null || found.before === null) return unknown;
  return { ...gone, cause: removedCause({ label: target, commit: describeCommit(past, found.at), before: null }) };
}

async function inputCause(
  world: EvidenceWorld,
  { experiment, session }: MeasuredOn,
  [path, now]: readonly [string, string | null],
) {
  const label = `${path}, which ${experiment} was measured on,`;
  const change = await inputChange(world, path, session?.inputs[path] ?? null, session?.git.commit ?? null);
  return now === null
    ? removedCause({ label, ...change })
    : changedCause({ label, ...change, after: change.before === null ? null : textNow(world, path) });
}

function textNow({ present }: World, path: string): string | null {
  const content = present.read(path);
  return content?.status === "text" ? content.text : null;
}

/** The first commit since the input was last what was measured. */
async function inputChange(world: EvidenceWorld, path: string, recorded: string | null, measuredAt: string | null) {
  const { past, inputs, signal } = world;
  if (past === null) return { commit: null, isUnknown: true, before: null };
  const { history, head, contents } = past;
  if (!history.has(path)) return folderChange(past, path, measuredAt);
  let before: string | null = null;
  const isSame = async (commit: number): Promise<boolean> => {
    const blob = history.blobAt(path, commit);
    if (blob === null) return recorded === null;
    const bytes = await contents.bytes(blob);
    if (bytes === null || recorded === null || !inputs.isSame(bytes, recorded)) return false;
    const content = await contents.read(blob);
    before = content.status === "text" ? content.text : null;
    return true;
  };
  if (await isSame(head)) return { commit: null, isUnknown: false, before };
  const found = await findDeviation({ history, from: head, paths: [path], isSame, signal });
  if (found === null || found.before === null) return { commit: null, isUnknown: true, before };
  return { commit: describeCommit(past, found.at), isUnknown: false, before };
}

/** The first commit behind the measurement that touched the folder. */
async function folderChange(past: Past, path: string, measuredAt: string | null) {
  const { history, head } = past;
  const from = measuredAt === null ? undefined : history.indexOf(measuredAt);
  const below = [...history.paths()].filter((one) => one.startsWith(`${path}/`));
  const touches = below.flatMap((one) => history.touchesOf(one)).filter((at) => history.builds(head, at));
  const since = touches.filter((at) => from !== undefined && !history.builds(from, at));
  const first = since.toSorted((a, b) => b - a)[0];
  if (first === undefined) return { commit: null, isUnknown: below.length === 0 || from === undefined, before: null };
  return { commit: describeCommit(past, first), isUnknown: false, before: null };
}
