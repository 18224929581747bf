// The tests that a source asks for, sentence by sentence, each with the objectives that it proves.
import { sentencesOf } from "../claim/read-claims.ts";
import { isAbout, namesId } from "../prose/subject-words.ts";
import { isGuidance } from "../rule/guidance.ts";
import { isPlaceholder, itemsIn, notApplicable, tablesIn } from "../rule/part-content.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import type { Label } from "../text/markdown.ts";
import { isWithin, type Span, spansWithin } from "../text/span.ts";
import type { LocatedPart } from "../type/locate-parts.ts";
import { carriedText } from "./carried-text.ts";
import type { Objective } from "./objectives.ts";
import { type Passage, passageAt } from "./passage.ts";

export interface CarriedTest {
  /** `Integration test`; null where nobody said. */
  readonly kind: string | null;
  /** Markdown, without the names of goals. */
  readonly text: string;
  /** Commands and files that it names, as code. */
  readonly artefacts: readonly string[];
  readonly objectives: readonly Objective[];
}

export const testsOf = (sources: readonly Subject[], objectives: readonly Objective[]): CarriedTest[] =>
  sources.flatMap((subject) => {
    const own = objectives.filter((one) => one.subject === subject);
    return partsOf(subject, "tests")
      .flatMap((part) => blocksOf(subject, part))
      .flatMap((block) => testsOfBlock(subject, block, own));
  });

interface Block {
  readonly kind: string | null;
  /** Of what each statement consists: a sentence, or the cells of a row. */
  readonly statements: readonly (readonly Span[])[];
}

/** Items, rows and paragraphs; a label is no word of them, and says of what kind they are. */
function blocksOf({ markdown }: Subject, { content }: LocatedPart): Block[] {
  const labels = spansWithin(markdown.labels, content);
  const items = itemsIn(markdown, content).map((item) => item.content);
  const paragraphs = spansWithin(markdown.paragraphs, content).filter(({ isInItem }) => !isInItem);
  const prose = [...items, ...paragraphs].map((span) => {
    const own = labels.find((label) => isWithin({ from: label.from, to: label.content.from }, span));
    const around = own ?? labels.findLast((label) => isWithin(span, label.content));
    const words = own === undefined ? span : { from: Math.min(own.content.from, span.to), to: span.to };
    const statements = sentencesOf(markdown, words).map((sentence) => [sentence]);
    return { from: span.from, kind: kindOf(around), statements };
  });
  const rows = tablesIn(markdown, content).flatMap((table) => table.rows);
  const told = rows.map(({ from, cells }) => ({
    from,
    kind: null,
    statements: [cells.filter(({ text }) => text !== "")],
  }));
  return [...prose, ...told].toSorted((a, b) => a.from - b.from);
}

/** `Unit Tests` → `Unit test`. */
const kindOf = (label: Label | undefined): string | null => {
  const words = label?.text.replace(/[\s:]+$/, "").replace(/\btests$/i, "test") ?? "";
  return words === "" ? null : words.charAt(0).toUpperCase() + words.slice(1).replace(/\bTest$/, "test");
};

/** What follows without naming a goal goes on with the test before it. */
function testsOfBlock(subject: Subject, { kind, statements }: Block, objectives: readonly Objective[]): CarriedTest[] {
  const groups: { readonly passages: Passage[]; readonly objectives: readonly Objective[] }[] = [];
  for (const spans of statements) {
    const whole = { from: spans[0]?.from ?? 0, to: spans.at(-1)?.to ?? 0 };
    const passage = passageAt(subject, whole, (span) => carriedText(subject, span), spans);
    if (!isWritten(subject, passage)) continue;
    const proven = provenBy(passage.plain, objectives);
    const before = groups.at(-1);
    if (proven.length === 0 && before !== undefined) before.passages.push(passage);
    else groups.push({ passages: [passage], objectives: proven });
  }
  return groups.map(({ passages, objectives: proven }) => ({
    kind,
    text: withoutGoals(passages.map(({ text }) => text).join(" "), proven),
    artefacts: artefactsIn(passages),
    objectives: proven,
  }));
}

const isWritten = ({ typed }: Subject, { plain }: Passage): boolean =>
  !isPlaceholder(plain) && notApplicable(plain) === null && (typed === null || !isGuidance(plain, typed.type));

/** By id, and only where none is named, by words. */
function provenBy(text: string, objectives: readonly Objective[]): readonly Objective[] {
  const named = objectives.filter(({ goal }) => goal !== null && namesId(text, goal));
  return named.length > 0 ? named : objectives.filter(({ plain }) => isAbout(text, plain));
}

/** The names are those of another document; the row says which objectives are meant. */
function withoutGoals(text: string, objectives: readonly Objective[]): string {
  const ids = objectives.flatMap(({ goal }) => (goal === null ? [] : goal.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")));
  if (ids.length === 0) return text;
  const id = `(?:${ids.join("|")})`;
  const list = String.raw`${id}(?:\s*(?:,|and|&|–|-|to)\s*(?:${id}|\d+))*`;
  return text
    .replaceAll(new RegExp(String.raw`\s*\(${list}\)`, "g"), "")
    .replace(new RegExp(String.raw`^${list}\s*[:–—-]?\s+`), "")
    .trim();
}

/** What has a slash, a dot or a blank in it can be opened or run; a name alone can not. */
const artefactsIn = (passages: readonly Passage[]): string[] =>
  passages.flatMap(({ subject, from, to }) =>
    spansWithin(subject.markdown.codeSpans, { from, to })
      .filter(({ text }) => /[\w-]\/[\w-]|[\w-]\.\w+$|^\w+ .*\w/.test(text))
      .map((code) => subject.markdown.text.slice(code.from, code.to).replaceAll(/\s+/g, " ")),
  );
