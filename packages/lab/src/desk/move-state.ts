// A document on its way through its lifecycle. Who approves signs the content: the record is written before the document says so, so that
// a document never says "approved" without somebody who did it.
import { createSubject, type Finding, findState, type State, type TypedDocument } from "@nomous/workbench";
import { createLineIndex, nearestWord } from "@nomous/workbench/data";
import type { Workbench } from "../check/check-workspace.ts";
import { createSurvey } from "../check/survey.ts";
import { DeskError } from "./desk-error.ts";
import { planMove, type PlannedMove } from "./plan-move.ts";
import { signerIn, type WantedApproval } from "./sign-approval.ts";

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
      /** Whoever moves it there approves it. */
      readonly isApproval: boolean;
      /** What is to be signed before the text says so. */
      readonly approval: WantedApproval | null;
    }
  /** The approval counts, and more of them are needed: the text stays as it is. */
  | { readonly status: "recorded"; readonly message: string; readonly approval: WantedApproval | null }
  | { readonly status: "unchanged" }
  | {
      readonly status: "refused";
      readonly message: string;
      readonly obstacles: readonly Obstacle[];
      readonly isApproval: boolean;
    };

/**
 * Moves a text, whether or not it is in the file. Whoever approves is known to git, and signs with the key in `keyFolder`. Rejects with a `DeskError`
 * when there is no such state, no type, or a key that cannot be used.
 */
export async function moveDocument(
  workbench: Workbench,
  { path, text, state, keyFolder = null }: MoveQuestion,
): Promise<DocumentMove> {
  const input = await createSurvey(workbench)(path, text);
  const { typed } = createSubject(input).subject;
  if (typed === null) throw noType(workbench, path);
  const to = stateNamed(typed, state);
  const move = await planMove(workbench, input, to, await signerIn(workbench.workspace, keyFolder));
  if (move.status === "recorded")
    return { status: "recorded", message: `${path} has ${move.words}`, approval: move.approval };
  if (move.status !== "changed") return refusalOf(path, to, move);
  const { text: moved, from, approval } = move;
  return {
    status: "changed",
    text: moved,
    from: from?.name ?? null,
    to: to.name,
    isApproval: isApproval(to),
    approval,
  };
}

const isApproval = (to: State): boolean => to.isApproval === true;

export interface MoveQuestion {
  readonly path: string;
  readonly text: string;
  readonly state: string;
  /** Where the person who asks has their key. */
  readonly keyFolder?: string | null;
}

/** For a document that is asked for its state. */
export function noType({ types }: Workbench, path: string): DeskError {
  const names = types.map(({ name }) => name).join(", ");
  const remedy = `Say which with front matter: \`nomous: TYPE\`, where TYPE is one of ${names}.`;
  return new DeskError(`${path} is of no type that is known here.`, remedy);
}

function refusalOf(
  path: string,
  to: State,
  change: Exclude<PlannedMove, { status: "changed" | "recorded" }>,
): DocumentMove {
  if (change.status === "unchanged") return { status: "unchanged" };
  const refused = { status: "refused", isApproval: isApproval(to) } as const;
  if (change.status === "no-field") return { ...refused, message: `${path}: ${change.message}`, obstacles: [] };
  if (change.status === "no-way") {
    const names = change.possible.map(({ label }) => label).join(", ");
    const message = `It is ${change.from.label} and cannot become ${to.label} from there. It may become ${names || "nothing else"}.`;
    return { ...refused, message, obstacles: [] };
  }
  const message = `It cannot become ${to.label}: mend what is listed, then try again.`;
  return { ...refused, message, obstacles: change.reasons.map((reason) => obstacleOf(change.text, reason)) };
}

function obstacleOf(text: string, { rule, severity, message, from, to }: Finding): Obstacle {
  return { rule, severity, message, from, to, ...createLineIndex(text).positionOf(from) };
}
