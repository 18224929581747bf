// What sets alerts off, one a clause: "A above 3 pages the team, who look at B; C above 5 calls the desk" are two. Whom an alert calls
// and what they do then says nothing about when it calls.
import type { Point } from "../points.ts";
import type { Subject } from "../subject.ts";
import type { Span } from "../../text/span.ts";

export interface Trigger extends Span {
  /** The whole clause, with its marks. */
  readonly clause: string;
  /** The clause without those who are called and what they do. */
  readonly cause: string;
}

const CLAUSE = /[^;]+/g;
/** Not the page or the call that is measured: "page load", "call latency". */
const MEASURED =
  "(?!\\s+(?:loads?|views?|faults?|sizes?|render\\w*|times?|errors?|latenc\\w+|durations?|rates?|volumes?|per|fail\\w*)\\b)";
const CALLS = `(?:pages?|calls?|alerts?|notif(?:y|ies)|warns?|tells?|wakes?|informs?|e?-?mails?|opens? (?:an? )?(?:ticket|issue|incident)s?)\\b${MEASURED}`;
const CALLS_SOMEBODY = new RegExp(`\\b${CALLS}`, "i");
/** "Pages the bridge team", "opens a ticket for Fleet Data": up to the condition. */
const CALLING = new RegExp(
  `\\b${CALLS}(?:(?!\\b(?:when|if|once|as soon as|on|above|below|over|under|at|from|for \\d)\\b)[^,;<>=≤≥])*`,
  "giu",
);
/** "Fleet Data is told": whoever is called stands before it. */
const CALLED =
  /^[^;,<>=≤≥]*?\b(?:is|are|gets?|be|being) (?:told|called|paged|alerted|notified|warned|woken|informed|mailed)\b/i;
const THEN = /,\s*(?:who|which|that|and (?:then )?(?:they|he|she|it|somebody|the))\b[^;]*/gi;

/** The triggers of an alert; what is only one clause is always one, and of several those that name a series or call somebody. */
export function triggersOf({ markdown }: Subject, { from, to, cells }: Point): Trigger[] {
  const raw = markdown.text.slice(from, to);
  const clauses = cells.length > 0 ? [{ 0: raw, index: 0 }] : [...raw.matchAll(CLAUSE)];
  const isOne = clauses.length === 1;
  return clauses
    .filter(({ 0: clause }) => isOne || (seriesIn(clause).length > 0 && CALLS_SOMEBODY.test(clause)))
    .map(({ 0: clause, index }) => {
      const start = index + (clause.length - clause.trimStart().length);
      return {
        from: from + start,
        to: from + index + clause.trimEnd().length,
        clause,
        cause: clause.replaceAll(THEN, " ").replace(CALLED, " ").replaceAll(CALLING, " "),
      };
    });
}

const CODE = /`[^`]+`/g;
/** `queue_depth`, and not the function around it, nor its labels. */
const SERIES = /\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b(?!\s*\()/gi;

/** The names of metrics that stand in code. */
export const seriesIn = (text: string): string[] =>
  (text.match(CODE) ?? []).flatMap((code) => code.replaceAll(/\{[^}]*\}/g, " ").match(SERIES) ?? []);
