// What a part must hold, as a check: one finding at its heading. Parts that nobody has written yet, and those that do not apply, are
// told by other rules.
import type { Expectation } from "../../type/document-type.ts";
import type { Markdown } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import type { LocatedPart } from "../../type/locate-parts.ts";
import { waiverOf, writingOf } from "../part-content.ts";
import type { Rule } from "../rule.ts";
import type { Subject, TypedDocument } from "../subject.ts";

/** A subject whose type is known. */
export type TypedSubject = Subject & { readonly typed: TypedDocument };

export interface WrittenPart extends LocatedPart {
  /** Its heading as it stands in the document, without number. */
  readonly name: string;
}

/** The parts in which somebody has written something. */
export const writtenParts = ({ markdown, typed }: TypedSubject): WrittenPart[] =>
  typed.located
    .filter(
      (part) => writingOf(markdown, part, typed.type) === "something" && waiverOf(markdown, part, typed.type) === null,
    )
    .map((part) => ({
      ...part,
      get name() {
        return nameOf(markdown, part);
      },
    }));

/** The heading or label of a part as it stands in the document, without number. */
export const nameOf = ({ tree, text }: Markdown, { anchor }: LocatedPart): string =>
  plainText(tree, text, anchor)
    .replace(/^\d[\d.]*[.)]?\s+/, "")
    .replace(/[:.]$/, "");

export const isTyped = (subject: Subject): subject is TypedSubject => subject.typed !== null;

type OfKind<K extends Expectation["kind"]> = Extract<Expectation, { readonly kind: K }>;

/** `judge` gives the message for a part that does not hold what it should, and null for one that does. */
export const expecting = <K extends Expectation["kind"]>(
  kind: K,
  judge: (part: WrittenPart, expectation: OfKind<K>, subject: TypedSubject) => string | null,
): Rule["check"] =>
  function* (subject) {
    if (!isTyped(subject)) return;
    for (const part of writtenParts(subject))
      for (const expectation of part.part.expects ?? []) {
        if (!isOfKind(expectation, kind)) continue;
        const message = judge(part, expectation, subject);
        if (message !== null) yield { from: part.anchor.from, to: part.anchor.to, message };
      }
  };

const isOfKind = <K extends Expectation["kind"]>(expectation: Expectation, kind: K): expectation is OfKind<K> =>
  expectation.kind === kind;
