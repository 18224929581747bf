import { contractKindOf, type ContractKind } from "../../contract/contract-kind.ts";
import { readContract } from "../../contract/read-contract.ts";
import { type Span, isWithin } from "../../text/span.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

export const contractSyntax: Rule = {
  id: "contract.syntax",
  title: "A contract that a tool cannot read",
  why: "Whoever generates a client or a test from it gets an error, or worse, something else than was meant.",
  remedy: "Correct the place that the message names.",
  weight: "broken",
  appliesTo: "typed",
  bad: {
    text: '---\nnomous: spec\n---\n# Outbox\n\n## 5. Detailed Design\n\n### 5.1 API Interfaces\n\n```json\n{ "type": "hello", "stream": "turns" "cursor": 41 }\n```\n',
  },
  good: {
    text: '---\nnomous: spec\n---\n# Outbox\n\n## 5. Detailed Design\n\n### 5.1 API Interfaces\n\n```json\n{ "type": "hello", "stream": "turns", "cursor": 41 }\n```\n',
  },
  *check(subject: Subject): Iterable<Problem> {
    const { text, fences } = subject.markdown;
    const homes = [...partsOf(subject, "api"), ...partsOf(subject, "data-model")].map(({ content }) => content);
    for (const fence of fences) {
      const { info, body, isClosed } = fence;
      const code = text.slice(body.from, body.to);
      const kind = isClosed ? contractKindOf(info, code) : null;
      if (kind === null || !isContract(kind, fence, homes)) continue;
      for (const { from, to, message } of readContract(kind, code))
        yield { from: body.from + from, to: body.from + to, message };
    }
  },
};

/** Plain data is a contract only where contracts stand; elsewhere it may be any excerpt. */
const isContract = (kind: ContractKind, fence: Span, homes: readonly Span[]): boolean =>
  (kind !== "json" && kind !== "yaml") || homes.some((home) => isWithin(fence, home));
