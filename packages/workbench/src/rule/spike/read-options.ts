// The options of a spike, whether each has a heading, a row, an item or a bold label of its own.
import type { Markdown } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import { type Span, spansWithin } from "../../text/span.ts";
import type { LocatedPart } from "../../type/locate-parts.ts";
import { pointsIn } from "../points.ts";
import { partsOf, type Subject } from "../subject.ts";

export interface Option extends Span {
  /** `MessagePack`, without "Option B". */
  readonly name: string;
  /** `B`, when it calls itself option B. */
  readonly letter: string | null;
  /** Everything that is said of it. */
  readonly text: string;
}

/** More than these nobody compares. */
const MAX_OPTIONS = 40;

export const optionsOf = (subject: Subject): Option[] =>
  partsOf(subject, "options")
    .flatMap((part) => optionsIn(subject, part))
    .slice(0, MAX_OPTIONS);

export function optionsIn(subject: Subject, part: LocatedPart): Option[] {
  const { markdown } = subject;
  const { content } = part;
  const sections = spansWithin(markdown.sections, content);
  const level = sections.reduce((least, { heading }) => Math.min(least, heading.level), 7);
  const headed = sections.filter(({ heading }) => heading.level === level);
  if (headed.length > 0)
    return headed.map(({ heading, from, to }) =>
      optionOf(heading, heading.title, plainText(markdown.tree, markdown.text, { from, to })),
    );
  const labels = spansWithin(markdown.labels, content).filter(({ isInItem, text }) => !isInItem && OPTION.test(text));
  if (labels.length > 1)
    return labels.map((label, i) =>
      optionOf(label, label.text, textUntil(markdown, label, labels[i + 1]?.from ?? content.to)),
    );
  const isList = spansWithin(markdown.items, content).length + spansWithin(markdown.tables, content).length > 0;
  const points = isList ? pointsIn(subject, part) : [];
  return points.map((point) =>
    optionOf(
      point,
      point.cellOf("Option", "Name", "Variant", "Candidate", "Approach")?.text ?? point.text,
      `${point.text} ${point.below}`,
    ),
  );
}

const textUntil = ({ tree, text }: Markdown, { from }: Span, to: number): string => plainText(tree, text, { from, to });

/** `Option B: …`, `B: …`, `Variant 2 – …`. */
const OPTION =
  /^(?:\d+[.)]\s*)?(?:(?:option|variant|candidate|approach|alternative)\s+([A-Z]|\d+)\b\s*[:.)–—-]*|([A-Z])\s*[:.)–—-])\s*/i;

function optionOf({ from, to }: Span, title: string, text: string): Option {
  const [, named, alone] = OPTION.exec(title) ?? [];
  const [name = ""] = title.replace(OPTION, "").split(/:\s|\s[–—-]\s|[(.]\s?|,\s/);
  return { from, to, name: name.trim() || title, letter: (named ?? alone)?.toUpperCase() ?? null, text };
}
