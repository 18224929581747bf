import { fieldOf } from "../../type/metadata.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { needsApproval } from "./needs-approval.ts";
import { STATUS_FIELDS } from "./status-fields.ts";

const text =
  "---\nnomous: spec\nstatus: approved\n---\n# Resume\n\n## 1. Executive Summary\n\nReaders keep their own cursor.\n";

export const approvalStale: Rule = {
  id: "lifecycle.approval-stale",
  title: "An approved document that was changed since",
  why: "What was approved is another text than the one that people read and build from.",
  remedy: "Have it approved again with `nomous status`, or take the change back.",
  weight: "wrong",
  appliesTo: "typed",
  bad: { text, given: { approval: "stale" } },
  good: { text, given: { approval: "valid" } },
  *check({ typed, surroundings: { approval, review } }: Subject): Iterable<Problem> {
    if (typed === null || typed.state === null || approval !== "stale" || !needsApproval(typed.type, typed.state))
      return;
    const status = fieldOf(typed.metadata, STATUS_FIELDS);
    if (status === undefined) return;
    const { from, to } = status;
    const what = (review?.approval ?? "") === "" ? "It was changed after it had been approved." : review?.approval;
    yield { from, to, message: `${what} ${approvalStale.remedy}` };
  },
};
