import { plainText } from "../../text/plain-text.ts";
import type { Cell } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { quote } from "../quote.ts";
import type { Sentence } from "../research/sentences.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";
import { hintsAtOption, isAboutOption } from "./names-option.ts";
import { criteriaIn } from "./read-decision.ts";
import { type Option, optionsOf } from "./read-options.ts";
import { recommendationsOf } from "./recommendation-text.ts";
import { HEDGE, VERDICT } from "./verdict-words.ts";

export const unsupportedRecommendation: Rule = {
  id: "spike.unsupported",
  title: "A recommendation of something that was not compared, or that fails what it must do",
  why: "The measurements say nothing for it, so it was recommended for another reason, and nobody knows which.",
  remedy: "Recommend one of the options, or add the one that is meant and measure it.",
  weight: "wrong",
  appliesTo: "typed",
  bad: spikeWith("Adopt MessagePack for token frames", "Adopt Protocol Buffers for token frames"),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    const { markdown } = subject;
    const options = optionsOf(subject);
    for (const { core } of options.length < 2 ? [] : recommendationsOf(subject)) {
      const said = core.map((sentence) => ({
        ...sentence,
        text: plainText(markdown.tree, markdown.text, sentence),
      }));
      const lettered = [...unknownLetter(said, options)];
      yield* lettered.length > 0 ? lettered : unknownName(said, options);
      yield* failing(subject, said, options);
    }
  },
};

const told = (span: Span, what: string): Problem => ({
  from: span.from,
  to: span.to,
  message: `${what} ${unsupportedRecommendation.remedy}`,
});

/** "Option D", where the last one is C. */
function* unknownLetter(sentences: readonly Sentence[], options: readonly Option[]): Iterable<Problem> {
  const letters = new Set(options.flatMap(({ letter }) => letter ?? []));
  if (letters.size === 0) return;
  for (const sentence of sentences) {
    const letter = /\b(?:option|variant|candidate|approach|alternative) ([A-Z]|\d+)\b/i
      .exec(sentence.text)?.[1]
      ?.toUpperCase();
    if (letter !== undefined && !letters.has(letter)) yield told(sentence, `There is no option ${letter}.`);
  }
}

/** A sentence that recommends says at least one word of what was compared. */
function* unknownName(sentences: readonly Sentence[], options: readonly Option[]): Iterable<Problem> {
  const firm = sentences.filter(({ text }) => VERDICT.test(text.replaceAll(HEDGE, " ")) && !isAside(text));
  const [first] = firm;
  if (first !== undefined && !firm.some(({ text }) => hintsAtOption(text, options)))
    yield told(first, `${quote(first.text)} names none of the options.`);
}

/** What only speaks of another case: "With more segments the tree would be better." */
const isAside = (text: string): boolean => /^(?:if|with|when|unless|once|should)\b|\bwould\b/i.test(text.trim());

const MUST = /\bmust\b/i;
const FAILS = /^(?:no|fails?|failed|✗|✘|❌|not met|does not|cannot|missing|unsupported)(?![\p{L}])/iu;
const TOTAL = /^(?:weighted )?(?:total|sum|score|result)s?\b/i;

/** The option that the first sentence names, where the decision says that it fails a must-have or scores less than another. */
function* failing(subject: Subject, [first]: readonly Sentence[], options: readonly Option[]): Iterable<Problem> {
  const named = options.filter((option) => first !== undefined && isAboutOption(first.text, option));
  const [chosen] = named;
  if (first === undefined || chosen === undefined || named.length > 1) return;
  const criteria = partsOf(subject, "decision").flatMap(({ content }) => criteriaIn(subject.markdown, content));
  for (const { name, judgements } of criteria) {
    const own = judgements.find(({ option }) => isAboutOption(option, chosen));
    if (own === undefined) continue;
    if (MUST.test(name.text) && FAILS.test(own.cell.text))
      yield told(first, `${quote(chosen.name)} fails ${quote(name.text)}, says ${lineOf(subject, own.cell)}.`);
    const best = TOTAL.test(name.text) ? judgements.find(({ cell }) => scoreOf(cell) > scoreOf(own.cell)) : undefined;
    if (best !== undefined)
      yield told(
        first,
        `${quote(best.option)} has a higher score than ${quote(chosen.name)}, says ${lineOf(subject, own.cell)}.`,
      );
  }
}

const lineOf = ({ markdown }: Subject, { from }: Span): string => `line ${markdown.lines.positionOf(from).line}`;

/** Nothing is higher than what is no number. */
const scoreOf = ({ text }: Cell): number => (/^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN);
