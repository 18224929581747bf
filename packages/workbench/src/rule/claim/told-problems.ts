import { checkClaims } from "../../claim/check-claims.ts";
import type { ClaimProblem, ClaimProblemKind } from "../../claim/claim-problem.ts";
import type { Subject } from "../subject.ts";

/** A document's claims are judged once; each rule tells one kind of what was found. */
export const toldProblems = (subject: Subject, kind: ClaimProblemKind): ClaimProblem[] =>
  checkClaims(subject).filter((problem) => problem.kind === kind);
