// Sentences of a source that state what was measured. They are carried whole, because a bound number is held to the words around it.
import { readClaims, sentencesOf } from "../claim/read-claims.ts";
import { regionsIn } from "../region/region.ts";
import type { Subject } from "../rule/subject.ts";
import { isWithin, type Span, spanAround } from "../text/span.ts";
import { carriedText } from "./carried-text.ts";
import { type Passage, passageAt } from "./passage.ts";

/** A passage a paragraph, in the order of the text; `except` are spans that are carried anyway. */
export function claimsOf(subject: Subject, except: readonly Span[]): Passage[] {
  const { markdown } = subject;
  const left = [...except, ...regionsIn(markdown), ...markdown.tables];
  const stated = readClaims(markdown).filter(
    (claim) => claim.form === "bound" && !left.some((span) => isWithin(claim, span)),
  );
  const byParagraph = Map.groupBy(stated, ({ from }) => spanAround(markdown.paragraphs, from));
  return [...byParagraph].flatMap(([paragraph, claims]) => {
    if (paragraph === undefined) return [];
    const sentences = sentencesOf(markdown, unlabelled(subject, paragraph)).filter((sentence) =>
      claims.some((claim) => isWithin(claim, sentence)),
    );
    const [first] = sentences;
    return first === undefined ? [] : [passageAt(subject, first, (span) => carriedText(subject, span), sentences, " ")];
  });
}

/** A label is no word of the sentence behind it. */
function unlabelled({ markdown }: Subject, paragraph: Span): Span {
  const label = markdown.labels.find((one) => isWithin({ from: one.from, to: one.content.from }, paragraph));
  return label === undefined ? paragraph : { from: label.content.from, to: paragraph.to };
}
