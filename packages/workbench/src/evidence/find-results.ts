// Which session an experiment of a document rests on: the newest one that was measured as the document says now, else the newest one at
// all, which was "changed after data". A broken file that may have been the one stands in for it, because nobody can tell.
import type { SessionResults } from "../analysis/results.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { freezeProtocol } from "../experiment/protocol.ts";
import { protocolChanges } from "../experiment/protocol-changes.ts";
import type { Surroundings } from "../rule/subject.ts";
import { changedInputs } from "./changed-inputs.ts";
import type { EvidenceProblem } from "./decode-evidence.ts";
import { type Evidence, type Protocol, SESSION_NAME } from "./evidence.ts";
import { readSession, resultsOf } from "./read-session.ts";

export type FoundResults =
  /** It was never run. */
  | { readonly status: "none" }
  /** There may be evidence, and it cannot be read from here. */
  | { readonly status: "unknown" }
  | {
      readonly status: "broken";
      readonly path: string;
      /** Only this version is too old. */
      readonly isNewer: boolean;
      readonly problems: readonly EvidenceProblem[];
    }
  | {
      readonly status: "found";
      /** Of the file, relative to the workspace. */
      readonly path: string;
      readonly results: SessionResults;
      /** How many there are of this experiment. */
      readonly sessions: number;
      readonly isProtocolCurrent: boolean;
      /** What the document changed since, as phrases. */
      readonly changes: readonly string[];
      /** Paths of inputs that are no longer what they were. */
      readonly changedInputs: readonly string[];
      /** The last line was cut off, and is passed over. */
      readonly isTorn: boolean;
    };

export const evidenceFolder = (experiment: string): string => `evidence/${experiment}`;

const ENDING = ".jsonl";

/** Paths of all sessions of an experiment, the newest first; undefined when nobody knows. */
export function sessionPaths(surroundings: Pick<Surroundings, "filesIn">, experiment: string): string[] | undefined {
  const folder = evidenceFolder(experiment);
  const names = surroundings
    .filesIn(folder)
    ?.filter((name) => name.endsWith(ENDING) && SESSION_NAME.test(name.slice(0, -ENDING.length)));
  // Names begin with the time.
  return names
    ?.toSorted()
    .toReversed()
    .map((name) => `${folder}/${name}`);
}

/** What the evidence says of an experiment. Which session counts is decided before anybody looks at what it found. */
export function findResults(surroundings: Surroundings, experiment: Experiment): FoundResults {
  const paths = sessionPaths(surroundings, experiment.id);
  if (paths === undefined) return { status: "unknown" };
  const now = freezeProtocol(experiment);
  const looked: Candidate[] = [];
  for (const path of paths) {
    const candidate = readCandidate(path, surroundings, now);
    looked.push(candidate);
    if (isCurrent(candidate)) break;
  }
  const last = looked.at(-1);
  const mayCount = last !== undefined && isCurrent(last) ? looked : looked.slice(0, 1);
  const unreadable = mayCount.find((candidate) => candidate.status !== "read");
  if (unreadable !== undefined) return unreadable;
  const counted = mayCount.at(-1);
  return counted?.status === "read" ? foundOf(counted, paths.length, surroundings) : { status: "none" };
}

type Unreadable = Extract<FoundResults, { readonly status: "unknown" | "broken" }>;

interface ReadCandidate {
  readonly status: "read";
  readonly path: string;
  readonly evidence: Evidence;
  readonly isTorn: boolean;
  readonly changes: readonly string[];
}

type Candidate = Unreadable | ReadCandidate;

const isCurrent = (candidate: Candidate): boolean => candidate.status === "read" && candidate.changes.length === 0;

function readCandidate(path: string, surroundings: Surroundings, now: Protocol): Candidate {
  const text = surroundings.textOf(path);
  if (text === undefined) return { status: "unknown" };
  const decoded = readSession(path, text);
  if (!decoded.ok) return { status: "broken", path, isNewer: decoded.isNewer, problems: decoded.problems };
  const { evidence, tornFrom } = decoded;
  const changes = protocolChanges(evidence.session.protocol, now);
  return { status: "read", path, evidence, isTorn: tornFrom !== null, changes };
}

function foundOf(
  { path, evidence, isTorn, changes }: ReadCandidate,
  sessions: number,
  surroundings: Surroundings,
): FoundResults {
  return {
    status: "found",
    path,
    results: resultsOf(evidence),
    sessions,
    isProtocolCurrent: changes.length === 0,
    changes,
    changedInputs: changedInputs(evidence.session, surroundings),
    isTorn,
  };
}
