// What is told about an answer: what goes on before it begins, how fast it came, and how it ended.
import type { AnswerProgress } from "@nomous/client";
import { placeText } from "../../address.ts";
import { countText, durationText, percentText, plural, rateText } from "../../words/numbers.ts";
import type { Answer } from "./use-answer.ts";

/** What goes on before the first token; `route` is undefined until an engine is chosen. */
export function beginningText({ progress, route }: Pick<Answer, "progress" | "route">): string {
  if (progress !== undefined) return progressText(progress);
  return route === undefined ? "Choosing an engine" : "Waiting for the first token";
}

function progressText({ stage, done, total }: AnswerProgress): string {
  switch (stage) {
    case "load":
      return `Loading the model, ${percentText(done, total === 0 ? 100 : total)}`;
    case "queue":
      return done === 0 ? "Waiting for a slot, next in line" : `Waiting for a slot, ${countText(done)} ahead`;
    case "prefill":
      break;
  }
  return `Reading the prompt, ${countText(done)} of ${plural(total, "token")}`;
}

/** One line of facts, most telling first; empty when there is nothing to tell yet. */
export function answerFacts(answer: Answer): string {
  const { firstMs, totalMs, tokens } = answer;
  if (tokens === 0) return "";
  // The search engine writes everything at once: its parts are not tokens.
  if (answer.route?.engine === "workspace") return totalMs === undefined ? "" : `${durationText(totalMs)} in all`;
  const first = firstMs === undefined ? undefined : `first token ${durationText(firstMs)}${reusedText(answer)}`;
  const parts =
    totalMs === undefined
      ? [tokens && plural(tokens, "token"), rateOf(answer), first]
      : [first && capital(first), doneText(answer), `${durationText(totalMs)} in all`];
  return parts.filter(Boolean).join(" · ");
}

function doneText(answer: Answer): string | undefined {
  if (answer.tokens === undefined) return undefined;
  const rate = rateOf(answer);
  return rate === undefined ? plural(answer.tokens, "token") : `${plural(answer.tokens, "token")} at ${rate}`;
}

/** As the engine measured it, else as the tokens came. */
function rateOf({ tokens, stats, firstMs, totalMs, firstAt, lastAt, reasoning }: Answer): string | undefined {
  if (tokens === undefined) return undefined;
  if (stats?.decodeMs !== undefined) return rateText(tokens, 0, stats.decodeMs);
  // Nobody counted the tokens of the thought.
  if (reasoning !== "") return undefined;
  return totalMs === undefined ? rateText(tokens, firstAt, lastAt) : rateText(tokens, firstMs, totalMs);
}

const reusedText = ({ stats }: Answer): string =>
  stats?.reusedTokens === undefined || stats.reusedTokens === 0
    ? ""
    : `, ${plural(stats.reusedTokens, "token")} reused`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "212 words": what is known of a thought without asking its model. */
export const wordsText = (text: string): string => plural(text.match(/\S+/g)?.length ?? 0, "word");

const DAMAGED =
  "The log is damaged here: the rest of the answer cannot be read. In a terminal, nomous doctor says more.";

/** How an answer ended that did not end well; `undefined` for one that did. */
export function endingText({ status, end, tokens, text }: Answer): string | undefined {
  if (status === "damaged") return DAMAGED;
  const written = writtenText(tokens, text);
  switch (end?.reason) {
    case "cancelled":
      return `Stopped ${written}.`;
    case "interrupted":
      return `Cut off ${written}: the bridge stopped while it wrote.`;
    case "error":
      return end.error?.message ?? `The engine failed ${written}.`;
    case "done":
    case undefined:
      break;
  }
  return undefined;
}

function writtenText(tokens: number | undefined, text: string): string {
  if (tokens === undefined) return text === "" ? "before the first word" : `after ${wordsText(text)}`;
  return tokens === 0 ? "before the first token" : `after ${plural(tokens, "token")}`;
}

/** The sentences that are complete in `text` from `spoken` on, and where they end: what is read out in one go. */
export function finishedSentences(text: string, spoken: number, isEnded: boolean): { said: string; end: number } {
  const rest = text.slice(spoken);
  if (isEnded) return { said: rest.trim(), end: text.length };
  const end = [...rest.matchAll(/[.!?:](?=\s)|\n\n/g)].at(-1);
  if (end === undefined) return { said: "", end: spoken };
  const length = end.index + end[0].length;
  return { said: rest.slice(0, length).trim(), end: spoken + length };
}

/** Markdown as it is read out: without the marks that only the eye needs. */
export const spokenWords = (markdown: string): string =>
  markdown
    .replaceAll(/^\s*(```|~~~).*$/gm, "")
    .replaceAll(/^[\s>]*(#{1,6}|[-*+]|\d+\.)\s+|^[\s>]+/gm, "")
    .replaceAll(/[`*_]+/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();

/** The answer and its sources, to paste elsewhere. */
export function answerMarkdown({ text, citations }: Pick<Answer, "text" | "citations">): string {
  const sources = citations.map(({ n, path, line, endLine }) => `[${n}] ${placeText(path, [line, endLine])}`);
  return sources.length === 0 ? text : `${text.trimEnd()}\n\n${sources.join("  \n")}\n`;
}
