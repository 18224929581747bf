// The thread that a document belongs to: research, spike, spec, plan, done. Who builds on whom is told by the sources of each document;
// of several documents of one type the nearest counts.
import type { DocumentOverview } from "@nomous/client";
import { dayText } from "../words/time.ts";
import { isEnded, titleText } from "./document-words.ts";
import { nextStepOf } from "./next-step.ts";

export const STEPS = ["research", "spike", "spec", "plan", "done"] as const;
type StepName = (typeof STEPS)[number];

export interface Step {
  readonly name: StepName;
  /** None for `done`, and where nobody wrote one. */
  readonly document: DocumentOverview | undefined;
  readonly status: "missing" | "open" | "done" | "review" | "ended";
}

/** What the one button of the next step does. */
export type StepAction =
  | { readonly kind: "go"; readonly line: number }
  | { readonly kind: "open"; readonly document: DocumentOverview }
  | { readonly kind: "state"; readonly name: string; readonly label: string; readonly isApproval: boolean }
  | { readonly kind: "begin"; readonly type: string };

export interface Thread {
  readonly steps: readonly Step[];
  /** Which step the document itself is, from 0. */
  readonly at: number;
  readonly next: { readonly text: string; readonly action: StepAction | undefined };
}

/** `undefined` for a document that the list does not have, or whose type is no step. */
export function threadOf(path: string, documents: readonly DocumentOverview[], now: number): Thread | undefined {
  const here = documents.find((one) => one.path === path);
  const at = here === undefined ? -1 : STEPS.findIndex((name) => name === here.type);
  if (here === undefined || at < 0) return undefined;
  const related = [here, ...reached(here, sourcesIn(documents)), ...reached(here, followersIn(documents))];
  const steps = STEPS.map((name): Step => {
    const document = related.find(({ type }) => type === name);
    return { name, document, status: document === undefined ? "missing" : statusOf(document, documents) };
  });
  const all = isDone(steps)
    ? [...steps.slice(0, -1), { name: "done" as const, document: undefined, status: "done" as const }]
    : steps;
  return { steps: all, at, next: nextOf(here, at, all, documents, now) };
}

type Neighbours = (document: DocumentOverview) => readonly DocumentOverview[];

const sourcesIn =
  (documents: readonly DocumentOverview[]): Neighbours =>
  ({ sources }) =>
    documents.filter(({ path }) => sources.includes(path));

const followersIn =
  (documents: readonly DocumentOverview[]): Neighbours =>
  ({ path }) =>
    documents.filter(({ sources }) => sources.includes(path));

/** Everything that is reached over `neighbours`, the nearest first. */
function reached(from: DocumentOverview, neighbours: Neighbours): readonly DocumentOverview[] {
  const seen = new Set([from]);
  for (const document of seen) for (const one of neighbours(document)) seen.add(one);
  return [...seen].slice(1);
}

function statusOf(document: DocumentOverview, documents: readonly DocumentOverview[]): Step["status"] {
  if (isEnded(document)) return "ended";
  if (document.approval === "stale" || newerSource(document, documents) !== undefined) return "review";
  return isFinished(document) ? "done" : "open";
}

const isFinished = (document: DocumentOverview): boolean =>
  ["approved", "closed"].includes(document.state?.stage ?? "") || nextStepOf(document).kind === "begin";

/** A source that was committed after a document which is past its draft. Days are compared: of the same day neither is newer. */
function newerSource(
  { sources, committed, state }: DocumentOverview,
  documents: readonly DocumentOverview[],
): DocumentOverview | undefined {
  if (committed === null || state === null || state.stage === "draft" || state.stage === "closed") return undefined;
  return documents.find(
    (source) => sources.includes(source.path) && source.committed !== null && source.committed.last > committed.last,
  );
}

/** Whether its last document, a spec or a plan, is put into practice. */
function isDone(steps: readonly Step[]): boolean {
  const last = steps.findLast(({ document }) => document !== undefined);
  const isBuilt = last?.name === "spec" || last?.name === "plan";
  return isBuilt && last.status === "done" && last.document?.state?.stage === "closed";
}

function nextOf(
  here: DocumentOverview,
  at: number,
  steps: readonly Step[],
  documents: readonly DocumentOverview[],
  now: number,
): Thread["next"] {
  if (isEnded(here)) return { text: `nothing, it is ${here.state?.label.toLowerCase() ?? ""}`, action: undefined };
  const review = reviewOf(here, documents, now);
  if (review !== undefined) return review;
  const following = steps.slice(at + 1).find(({ document }) => document !== undefined);
  if (isFinished(here) && following?.document !== undefined) {
    const { name, document } = following;
    return { text: `go on with the ${name} “${titleText(document)}”`, action: { kind: "open", document } };
  }
  return ownStep(here, STEPS[at + 1]);
}

/** Why somebody has to look at it again. */
function reviewOf(
  here: DocumentOverview,
  documents: readonly DocumentOverview[],
  now: number,
): Thread["next"] | undefined {
  if (here.approval === "stale") {
    const state = here.possible.find(({ isApproval }) => isApproval) ?? here.possible[0];
    const action = state && { kind: "state" as const, ...state };
    return { text: "review it, it was edited after its approval", action };
  }
  const source = newerSource(here, documents);
  if (source === undefined) return undefined;
  const day = dayText(source.committed?.last ?? "", now);
  return { text: `review it, “${titleText(source)}” changed on ${day}`, action: { kind: "open", document: source } };
}

function ownStep(here: DocumentOverview, following: StepName | undefined): Thread["next"] {
  const step = nextStepOf(here);
  switch (step.kind) {
    case "write":
      return {
        text: `${step.text.slice(0, 1).toLowerCase()}${step.text.slice(1)}`,
        action: step.line === undefined ? undefined : { kind: "go", line: step.line },
      };
    case "state":
      return { text: step.isApproval ? "it is ready to approve" : `it is ready for ${step.label}`, action: step };
    case "begin": {
      const type = following === undefined || following === "done" ? step.type : following;
      return { text: `begin the ${type} from this ${here.type ?? "document"}`, action: { kind: "begin", type } };
    }
    case "nothing":
      break;
  }
  return { text: "nothing to do", action: undefined };
}
