// Whether a document may move to another state, and the edits that move it. What stands in the way is told whole, each with its
// place, so that nobody has to ask ten times.
import { type CheckInput, checkDocument, createSubject } from "../check/check-document.ts";
import { approvalMissing } from "../rule/lifecycle/approval-missing.ts";
import { approvalStale } from "../rule/lifecycle/approval-stale.ts";
import { needsApproval } from "../rule/lifecycle/needs-approval.ts";
import type { Finding } from "../rule/rule.ts";
import type { TypedDocument } from "../rule/subject.ts";
import { type Edit, splice } from "../text/splice.ts";
import type { State } from "../type/document-type.ts";
import { fieldOf } from "../type/metadata.ts";
import { namesOfField, setField, writtenState } from "../type/set-field.ts";

export type StateChange =
  | { readonly status: "changed"; readonly text: string; readonly from: State | null; readonly to: State }
  | { readonly status: "unchanged"; readonly state: State }
  /** The lifecycle has no such step. */
  | { readonly status: "no-way"; readonly from: State; readonly possible: readonly State[] }
  /** The document has no place for the field. */
  | { readonly status: "no-field"; readonly message: string }
  /** What has to be mended first. */
  | { readonly status: "refused"; readonly reasons: readonly Finding[]; readonly text: string };

const STATUS = "status";
const UPDATED = "updated";

/**
 * `input.surroundings.today` dates the change, but no approval nor what comes after one: it changes nothing of what was approved. Nothing is
 * written: the caller does, when the text is still this one.
 */
export function changeState(input: CheckInput, typed: TypedDocument, to: State): StateChange {
  const { type, state } = typed;
  const { approval } = input.surroundings;
  const isThere = state?.name === to.name;
  // Who approves again after an edit approves another content.
  if (isThere && (to.isApproval !== true || approval === "valid")) return { status: "unchanged", state };
  if (!isThere && state !== null && !state.next.includes(to.name))
    return { status: "no-way", from: state, possible: type.states.filter(({ name }) => state.next.includes(name)) };
  const edits = editsOf(input, typed, to);
  if (edits === null)
    return { status: "no-field", message: `It has no "${STATUS}". Add front matter with \`${STATUS}: ${to.name}\`.` };
  const text = splice(input.text, edits);
  const reasons = reasonsAgainst({ ...input, text }, to);
  return reasons.length > 0 ? { status: "refused", reasons, text } : { status: "changed", text, from: state, to };
}

/** What is an error in the state that is entered, and an approval that does not hold, even where the state is the last one. */
function reasonsAgainst(input: CheckInput, to: State): Finding[] {
  const { approval } = input.surroundings;
  // An approval comes with the change; one that holds for the text as it was is carried on by it.
  const isSettled = to.isApproval === true || approval === "valid";
  const surroundings = { ...input.surroundings, approval: isSettled ? ("unknown" as const) : approval };
  const isInWay = (rule: string): boolean =>
    APPROVAL_RULES.includes(rule) ||
    (to.isApproval === true && DOUBTS.includes(rule) && input.severities?.[rule] === undefined);
  // In the state that is entered some would be notes, and yet all of them stand in the way.
  return checkDocument({ ...input, surroundings })
    .findings.filter(({ rule, severity }) => severity === "error" || isInWay(rule))
    .map((finding) => ({ ...finding, severity: "error" }));
}

const APPROVAL_RULES = [approvalMissing.id, approvalStale.id];

/**
 * What is a warning in a document that was approved, since the world moves on, and no ground to approve one on. Where a workspace says itself what
 * such a finding weighs, that holds.
 */
const DOUBTS = ["claim.stale", "evidence.inputs-changed", "evidence.torn"];

function editsOf(input: CheckInput, typed: TypedDocument, to: State): Edit[] | null {
  const { type, metadata } = typed;
  const { markdown } = createSubject(input).subject;
  const set = (key: string, value: string): Edit | null => {
    const field = type.fields.find((one) => one.key === key);
    return field === undefined ? null : setField(markdown, metadata, field, value);
  };
  const status = set(STATUS, writtenState(type, to));
  if (status === null) return null;
  const updatedField = type.fields.find(({ key }) => key === UPDATED);
  const { today } = input.surroundings;
  const isDated = updatedField !== undefined && fieldOf(metadata, namesOfField(updatedField)) !== undefined;
  const updated = isDated && today !== undefined && !needsApproval(type, to) ? set(UPDATED, today) : null;
  return updated === null ? [status] : [status, updated];
}
