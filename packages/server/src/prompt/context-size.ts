// How large everything is that a model may be given, in its tokens.
import type { Excerpt } from "../engine/quote.ts";
import type { Exchange } from "./exchange.ts";
import type { AttachedSize, ContextSize } from "./fit-context.ts";
import { attachedText, passageTexts, questionText } from "./prompt-text.ts";
import type { Attached } from "./read-attached.ts";
import type { TokenCounts } from "./token-counts.ts";

/** Everything that a model may be given. */
export interface Material {
  readonly system: string;
  /** From the root of the branch to the prompt, which is last. */
  readonly exchanges: readonly Exchange[];
  /** Best first. */
  readonly passages: readonly Excerpt[];
  /** Why there are none, half a sentence, when that is not for the question's sake. */
  readonly passageProblem?: string;
}

/** What a chat template puts around a message, and what an image takes: estimates. */
const MESSAGE_TOKENS = 8;
const IMAGE_TOKENS = 1_024;

/** What has to be counted before `contextSize`. */
export const textsOf = ({ system, exchanges, passages }: Material): readonly string[] => [
  system,
  ...exchanges.flatMap((exchange) => [
    questionText(exchange),
    exchange.answer,
    ...exchange.attached.map((each) => attachedText(each, Infinity)),
  ]),
  ...passageTexts(passages),
];

/** The same for a size in which files can be cut. */
export const linesOf = ({ exchanges }: Material): readonly string[] =>
  exchanges.flatMap(({ attached }) => attached.flatMap((each) => [marksOf(each), ...textLines(each)]));

export const contextSize = (material: Material, counts: TokenCounts, canCut: boolean): ContextSize => ({
  system: messageSize(material.system, counts),
  exchanges: material.exchanges.map((exchange) => ({
    tokens: messageSize(questionText(exchange), counts) + messageSize(exchange.answer, counts),
    attached: exchange.attached.map((each) => attachedSize(each, counts, canCut)),
  })),
  passages: passageTexts(material.passages).map((text) => counts.of(text)),
});

/** Tokens of what is given of something attached. */
export const givenTokens = (attached: Attached, lines: number, counts: TokenCounts): number =>
  attached.type === "image" ? IMAGE_TOKENS : counts.of(attachedText(attached, lines));

function attachedSize(attached: Attached, counts: TokenCounts, canCut: boolean): AttachedSize {
  const tokens = givenTokens(attached, Infinity, counts);
  if (!canCut || attached.type !== "file") return { tokens };
  const lines = textLines(attached).map((line) => counts.of(line));
  return { tokens, cut: { marks: counts.of(marksOf(attached)), lines } };
}

/** A message without text is not sent. */
const messageSize = (text: string, counts: TokenCounts): number => (text === "" ? 0 : counts.of(text) + MESSAGE_TOKENS);

const textLines = (attached: Attached): readonly string[] =>
  attached.type === "file" ? attached.lines.map((line) => `${line}\n`) : [];

const marksOf = (attached: Attached): string => attachedText(attached, 0);
