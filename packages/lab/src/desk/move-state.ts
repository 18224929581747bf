// A document on its way through its lifecycle. Who approves signs the content: the record is written before the document says so, so that
// a document never says "approved" without somebody who did it.
import {
  changeState,
  type CheckInput,
  createSubject,
  type Finding,
  findState,
  type State,
  type StateChange,
  type TypedDocument,
} from "@nomous/workbench";
import { createLineIndex, nearestWord } from "@nomous/workbench/data";
import type { Workbench } from "../check/check-workspace.ts";
import { createSurvey } from "../check/survey.ts";
import { DeskError } from "./desk-error.ts";

/** The state that a person names. Throws a `DeskError` when the type has none of that name. */
export function stateNamed({ type }: TypedDocument, wanted: string): State {
  const state = findState(type, wanted);
  if (state !== undefined) return state;
  const names = type.states.map(({ name }) => name);
  const near = nearestWord(wanted, names);
  const hint = near === undefined ? "" : ` Did you mean ${near}?`;
  throw new DeskError(`A ${type.name} has no state "${wanted}".${hint}`, `There is: ${names.join(", ")}.`);
}

/** The states that may follow the present one. */
export const followersOf = ({ type, state }: TypedDocument): State[] =>
  type.states.filter(({ name }) => (state ?? type.states[0])?.next.includes(name));

/** An approval, and each later state of a document that was approved: its text changes with its state. */
export function needsSignature(change: StateChange, { surroundings: { approval } }: CheckInput, to: State): boolean {
  if (change.status !== "changed") return false;
  return to.isApproval === true || (approval === "valid" && (to.stage === "approved" || to.stage === "closed"));
}

/** Something that stands in the way, with its place in the text as it would be. */
interface Obstacle {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
}

export type DocumentMove =
  | {
      readonly status: "changed";
      readonly text: string;
      readonly from: string | null;
      readonly to: string;
      /** Whether it takes an approval, which is to be signed before the text says so. */
      readonly needsSignature: boolean;
    }
  | { readonly status: "unchanged" }
  | { readonly status: "refused"; readonly message: string; readonly obstacles: readonly Obstacle[] };

/** Moves a text, whether or not it is in the file. Rejects with a `DeskError` when there is no such state, or no type. */
export async function moveDocument(
  workbench: Workbench,
  { path, text, state }: { readonly path: string; readonly text: string; readonly state: string },
): Promise<DocumentMove> {
  const input = await createSurvey(workbench)(path, text);
  const { typed } = createSubject(input).subject;
  if (typed === null) throw noType(workbench, path);
  const to = stateNamed(typed, state);
  const change = changeState(input, typed, to);
  if (change.status !== "changed") return refusalOf(path, to, change);
  return {
    status: "changed",
    text: change.text,
    from: change.from?.name ?? null,
    to: to.name,
    needsSignature: needsSignature(change, input, to),
  };
}

/** For a document that is asked for its state. */
export function noType({ types }: Workbench, path: string): DeskError {
  const names = types.map(({ name }) => name).join(", ");
  const remedy = `Say which with front matter: \`nomous: TYPE\`, where TYPE is one of ${names}.`;
  return new DeskError(`${path} is of no type that is known here.`, remedy);
}

function refusalOf(path: string, to: State, change: Exclude<StateChange, { status: "changed" }>): DocumentMove {
  if (change.status === "unchanged") return { status: "unchanged" };
  if (change.status === "no-field") return { status: "refused", message: `${path}: ${change.message}`, obstacles: [] };
  if (change.status === "no-way") {
    const names = change.possible.map(({ label }) => label).join(", ");
    const message = `It is ${change.from.label} and cannot become ${to.label} from there. It may become ${names || "nothing else"}.`;
    return { status: "refused", message, obstacles: [] };
  }
  const message = `It cannot become ${to.label}: mend what is listed, then try again.`;
  return { status: "refused", message, obstacles: change.reasons.map((reason) => obstacleOf(change.text, reason)) };
}

function obstacleOf(text: string, { rule, severity, message, from, to }: Finding): Obstacle {
  return { rule, severity, message, from, to, ...createLineIndex(text).positionOf(from) };
}
