// Which lines approve a document as it is, which do not, and why. Nothing here trusts a line for what it says of itself: who may approve stands in the
// settings, and where those name keys, only a signature shows who it was.
import { approvedStates, type Subject } from "@nomous/workbench";
import { type ApprovalPolicy, personKey } from "./approvers.ts";
import type { Approval } from "./review.ts";
import type { ApprovalLine } from "./review-file.ts";
import { signedHashes } from "./signed-hashes.ts";
import { isSigned } from "./signature.ts";

interface IgnoredLine extends ApprovalLine {
  /** A clause: "Bob may not approve a spec here". */
  readonly why: string;
  /** It says that it was signed and was not: somebody wrote or changed it by hand. */
  readonly isForged: boolean;
}

export interface ApprovalStanding {
  readonly policy: ApprovalPolicy;
  /** `valid`: enough people approved this very content. `stale`: they approved another one. `none`: neither. */
  readonly status: "valid" | "stale" | "none";
  /** Of this content, one line a person, oldest first. */
  readonly approvals: readonly ApprovalLine[];
  /** The newest one of another content. */
  readonly before: ApprovalLine | null;
  /** Of any content. */
  readonly ignored: readonly IgnoredLine[];
}

/** `lines` are all that there are for a document of a type, oldest first. */
export function judgeApprovals(
  subject: Subject,
  policy: ApprovalPolicy,
  lines: readonly ApprovalLine[],
): ApprovalStanding {
  const { typed } = subject;
  const states = typed === null ? [] : approvedStates(typed.type, typed.state);
  const hashes = new Map(lines.length === 0 ? [] : states.map((state) => [state.name, signedHashes(subject, state)]));
  const ignored: IgnoredLine[] = [];
  const approvals = new Map<string, ApprovalLine>();
  let before: ApprovalLine | null = null;
  for (const line of lines) {
    const { approval } = line;
    const fault = faultOf(approval, policy);
    if (fault !== null) {
      ignored.push({ ...line, ...fault });
      continue;
    }
    const key = personKey(approval.person);
    if (hashes.get(approval.state)?.has(approval.hash) !== true) before = line;
    else if (!approvals.has(key)) approvals.set(key, line);
  }
  const status = approvals.size >= policy.needed ? "valid" : before === null ? "none" : "stale";
  return { policy, status, approvals: [...approvals.values()], before, ignored };
}

/** Why a line does not count for anything; null when it does. */
function faultOf(
  approval: Approval,
  { approvers, type }: ApprovalPolicy,
): Pick<IgnoredLine, "why" | "isForged"> | null {
  const { person, key, signature } = approval;
  const claims = key !== undefined || signature !== undefined;
  if (claims && !isSigned(approval))
    return { why: `${person}'s signature is of something else: the line was changed, or copied`, isForged: true };
  if (approvers === null) return null;
  const listed = approvers.find(({ name }) => name === personKey(person));
  if (listed === undefined) return { why: `${person} may not approve a ${type} here`, isForged: false };
  if (listed.keys.length === 0) return null;
  if (!claims) return { why: `it is not signed, and approvals of ${person} have to be`, isForged: false };
  return key !== undefined && listed.keys.includes(key)
    ? null
    : { why: `it is signed with a key that is not ${person}'s in nomous.yaml`, isForged: false };
}
