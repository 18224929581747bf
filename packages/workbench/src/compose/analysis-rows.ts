import type { Role } from "../type/document-type.ts";
import type { Subject } from "../rule/subject.ts";
import type { Row } from "./filling.ts";
import { type Passage, passagesOf, summaryOf } from "./passage.ts";

/** What sources say about the aspects of a plan's analysis. Their other aspects are found by reading code. */
export function analysisRows(sources: readonly Subject[]): Row[] {
  const named = (role: Role): Passage[] => sources.flatMap((source) => passagesOf(source, role));
  return [
    ...rowOf(
      "Feature",
      sources
        .map(summaryOf)
        .filter((passage) => passage !== null)
        .slice(0, 1),
    ),
    ...rowOf("Affected models", named("models")),
    ...rowOf("Integration points", named("components")),
  ];
}

function rowOf(aspect: string, passages: readonly Passage[]): Row[] {
  const [first] = passages;
  if (first === undefined) return [];
  return [{ Aspect: aspect, Finding: passages.map(({ text }) => text).join(", "), Source: `\`${first.place}\`` }];
}
