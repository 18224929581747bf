// The numbers of headings come from the type and not from what is written: section 6 is section 6 also in a document without a section 5.
import type { DocumentType, Part } from "../type/document-type.ts";

/** `4. ` and `4.1 `, by part; empty for a type without numbers. Labels and what is never written have none. */
export function numberParts({ isNumbered = false, parts }: DocumentType): ReadonlyMap<Part, string> {
  return new Map(isNumbered ? numbered(parts, []) : []);
}

const numbered = (parts: readonly Part[], above: readonly number[]): [Part, string][] =>
  parts
    .filter(({ as, need }) => as !== "label" && need !== "optional")
    .flatMap((part, i) => {
      const number = [...above, i + 1];
      return [[part, `${number.join(".")}${above.length === 0 ? "." : ""} `], ...numbered(part.parts ?? [], number)];
    });
