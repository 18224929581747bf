import { fieldOf } from "../../type/metadata.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { needsApproval } from "./needs-approval.ts";
import { STATUS_FIELDS } from "./status-fields.ts";

const text =
  "---\nnomous: spec\nstatus: approved\n---\n# Resume\n\n## 1. Executive Summary\n\nReaders keep their own cursor.\n";

export const approvalMissing: Rule = {
  id: "lifecycle.approval-missing",
  title: "An approved document that nobody approved",
  why: "The word was typed, and the checks that an approval makes were not made.",
  remedy: "Set it back to review and approve it with `nomous status`.",
  weight: "wrong",
  appliesTo: "typed",
  bad: { text, given: { approval: "none" } },
  good: { text, given: { approval: "valid" } },
  *check({ typed, surroundings: { approval, review } }: Subject): Iterable<Problem> {
    if (typed === null || typed.state === null || approval !== "none" || !needsApproval(typed.type, typed.state))
      return;
    const status = fieldOf(typed.metadata, STATUS_FIELDS);
    // Documents of other tools are approved elsewhere.
    if (status === undefined || fieldOf(typed.metadata, ["nomous"]) === undefined) return;
    const { from, to } = status;
    const why = (review?.approval ?? "") === "" ? "nobody approved it." : `that does not hold: ${review?.approval}`;
    yield { from, to, message: `It says "${typed.state.label}", and ${why} ${approvalMissing.remedy}` };
  },
};
