import type { Role } from "../type/document-type.ts";
import type { Subject } from "../rule/subject.ts";
import type { Row } from "./filling.ts";
import { type Passage, passagesOf, reasonFor } from "./passage.ts";

/** What sources say about the aspects of a plan's analysis. Their other aspects are found by reading code. */
export function analysisRows(sources: readonly Subject[]): Row[] {
  const named = (role: Role): Passage[] => sources.flatMap((source) => passagesOf(source, role));
  return [
    ...rowOf(
      "Feature",
      sources
        .map(reasonFor)
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
  const finding = [...new Set(passages.map(({ text }) => text))].join(", ");
  return [{ Aspect: aspect, Finding: finding, Source: `\`${first.place}\`` }];
}
