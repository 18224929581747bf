// What comes of a move to another state: who approves adds one approval to those that are there, and the document says that it is approved when there are
// enough of this very content. Everything that stands in the way is told at once: what rules find, and who may approve.
import {
  changeState,
  type CheckInput,
  createSubject,
  fieldOf,
  type Finding,
  namesOfField,
  type State,
  type StateChange,
  type Subject,
} from "@nomous/workbench";
import type { Workbench } from "../check/check-workspace.ts";
import { openRepository } from "../git/repository.ts";
import { mayApprove, reviewStanding, type ReviewStanding } from "../review/approval-standing.ts";
import { namesInWords, personKey } from "../review/approvers.ts";
import type { ApprovalStanding } from "../review/judge-approvals.ts";
import { signedHash } from "../review/signed-hashes.ts";
import type { Signer, WantedApproval } from "./sign-approval.ts";

export type PlannedMove =
  /** `approval` is to be signed first, where there is one. */
  | (Extract<StateChange, { readonly status: "changed" }> & { readonly approval: WantedApproval | null })
  | {
      readonly status: "recorded";
      readonly approval: WantedApproval | null;
      /** With this one. */
      readonly given: number;
      readonly needed: number;
      /** `1 of 2 approvals; it stays In review until Grace approves it too.` */
      readonly words: string;
    }
  | Exclude<StateChange, { readonly status: "changed" }>;

/** Nothing is written. Rejects with a `WorkspaceError` when there are reviews and they cannot be read. */
export async function planMove(
  workbench: Workbench,
  input: CheckInput,
  to: State,
  signer: Signer,
): Promise<PlannedMove> {
  const { typed } = createSubject(input).subject;
  if (typed === null) throw new Error("only a document of a type has a state");
  const change = changeState(input, typed, to);
  if (change.status !== "changed" && change.status !== "refused") return change;
  if (to.isApproval !== true) return change.status === "changed" ? { ...change, approval: null } : change;
  const { subject } = createSubject({ ...input, text: change.text });
  const standing = await reviewStanding(workbench, subject);
  const { approvals, policy } = standing.approval;
  const isOwnThere = approvals.some(({ approval }) => personKey(approval.person) === signer.person);
  const fault = isOwnThere ? null : signerFault(policy, signer);
  // Whoever may not approve can still write down that enough others did.
  const isInWay = fault !== null && approvals.length < policy.needed;
  const reasons = [
    ...(change.status === "refused" ? change.reasons : []),
    ...(isInWay ? [reasonAt(subject, fault)] : []),
    ...damageOf(standing).map((message) => reasonAt(subject, message)),
    ...(await changedGround(workbench, subject)),
  ];
  if (change.status === "refused" || reasons.length > 0)
    return { status: "refused", reasons: reasons.toSorted((a, b) => a.from - b.from), text: change.text };
  const isSigned = !isOwnThere && fault === null;
  const approval = isSigned ? { path: input.path, state: to.name, hash: signedHash(subject, to) } : null;
  const given = approvals.length + (isSigned ? 1 : 0);
  if (given >= policy.needed) return { ...change, approval };
  const present = typed.state === null || typed.state.name === to.name ? null : typed.state.label;
  const words = recordedWords(standing.approval, given, present, signer.person);
  return { status: "recorded", approval, given, needed: policy.needed, words };
}

/** Why somebody may not approve; null when they may. */
function signerFault(policy: ApprovalStanding["policy"], { person, key }: Signer): string | null {
  const { approvers, type } = policy;
  if (approvers === null) return null;
  const listed = approvers.find(({ name }) => name === person);
  if (listed === undefined)
    return `You are ${person} (git config user.name), who may not approve a ${type} here. ${mayApprove(policy)}`;
  if (listed.keys.length === 0) return null;
  if (key === null)
    return `Approvals of ${person} have to be signed, and there is no key of yours here. Run \`nomous approver\`, and put what it prints into nomous.yaml.`;
  return listed.keys.includes(key.publicKey)
    ? null
    : `Your key is not the one that nomous.yaml has for ${person}. \`nomous approver\` prints yours.`;
}

/** A line that nobody understands may be a conflict that is open, or an approval. */
const damageOf = ({ reviews: { path, problems } }: ReviewStanding): string[] =>
  problems.map(({ line, message }) => `${path}:${line}: ${message}. Mend the line, or restore it from git.`);

/** No rule of `check`: it is about who asks. */
const APPROVER = "lifecycle.approver";
/** No rule either: rules do not wait for the history. */
const GROUND = "lifecycle.changed-ground";

function reasonAt({ typed, markdown }: Subject, message: string): Finding {
  const field = typed?.type.fields.find(({ key }) => key === "status");
  const status = typed === null || field === undefined ? undefined : fieldOf(typed.metadata, namesOfField(field));
  const { from, to } = status ?? { from: markdown.bodyFrom, to: markdown.bodyFrom };
  return { rule: APPROVER, weight: "wrong", severity: "error", message, from, to };
}

/** What it rests on and what is not as it was: approved now, it would not pass the gate. */
async function changedGround(workbench: Workbench, { path, markdown }: Subject): Promise<Finding[]> {
  if ((await openRepository(workbench.workspace.root)).status !== "committed") return [];
  // It loads parsers of other languages.
  const { freshnessOf } = await import("../staleness/survey-freshness.ts");
  const freshness = await freshnessOf(workbench, path);
  const changed = (freshness?.targets ?? []).filter(
    (one) => one.freshness === "broken" || one.freshness === "needs-review",
  );
  return changed.map(({ target, line, cause, freshness: standing }) => {
    // The file may have another state than the text that is about to be.
    const from = markdown.lines.startOf(Math.min(line, markdown.lines.count));
    const [words = ""] = /^[^\r\n]*/.exec(markdown.text.slice(from)) ?? [];
    const why = (cause?.text ?? "nobody can tell why").replace(/[.]$/, "");
    const remedy = standing === "broken" ? "Mend it" : `Look again, and say so with \`nomous reviewed ${path}\``;
    const message = `${target} is not what it was: ${why}. ${remedy}.`;
    return { rule: GROUND, weight: "wrong", severity: "error", message, from, to: from + words.length };
  });
}

function recordedWords(
  { policy, approvals }: ApprovalStanding,
  given: number,
  present: string | null,
  signer: string,
): string {
  const { needed, approvers } = policy;
  const missing = needed - given;
  const done = new Set([signer, ...approvals.map(({ approval }) => personKey(approval.person))]);
  const others = (approvers ?? []).map(({ name }) => name).filter((name) => !done.has(name));
  const who =
    approvers === null
      ? missing === 1
        ? "one more person approves it"
        : `${missing} more people approve it`
      : missing === 1
        ? `${namesInWords(others)} approves it too`
        : `${missing} of ${others.join(", ")} approve it too`;
  const stays = present === null ? "it is not approved" : `it stays ${present}`;
  return `${given} of ${needed} approval${needed === 1 ? "" : "s"}; ${stays} until ${who}.`;
}
