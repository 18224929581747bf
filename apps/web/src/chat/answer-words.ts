// What is told about an answer: how fast it came, and how it ended.
import { placeText } from "../address.ts";
import { durationText, plural, rateText } from "../words/numbers.ts";
import type { Answer } from "./use-answer.ts";

/** One line of facts, most telling first; empty when there is nothing to tell yet. */
export function answerFacts(answer: Answer): string {
  const { count, firstMs, totalMs, firstAt, lastAt } = answer;
  if (count === 0) return "";
  // The search engine writes everything at once: its parts are not tokens.
  if (answer.route?.engine === "workspace") return totalMs === undefined ? "" : `${durationText(totalMs)} in all`;
  const first = firstMs === undefined ? undefined : durationText(firstMs);
  const parts =
    totalMs === undefined
      ? [plural(count, "token"), rateText(count, firstAt, lastAt), first && `first token ${first}`]
      : [first && `First token ${first}`, doneText(count, firstMs, totalMs), `${durationText(totalMs)} in all`];
  return parts.filter(Boolean).join(" · ");
}

function doneText(count: number, firstMs: number | undefined, totalMs: number): string {
  const rate = rateText(count, firstMs, totalMs);
  return rate === undefined ? plural(count, "token") : `${plural(count, "token")} at ${rate}`;
}

const DAMAGED =
  "The log is damaged here: the rest of the answer cannot be read. In a terminal, nomous doctor says more.";

/** How an answer ended that did not end well; `undefined` for one that did. */
export function endingText({ status, end, count }: Answer): string | undefined {
  if (status === "damaged") return DAMAGED;
  const written = count === 0 ? "before the first token" : `after ${plural(count, "token")}`;
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
