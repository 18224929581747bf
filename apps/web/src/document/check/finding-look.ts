// How a finding looks: by what it weighs, and where it says that what a document rests on does not hold any more, by that.
import type { Finding, Severity } from "@nomous/workbench";

export type Look = Severity | "broken" | "stale";

/** What stands elsewhere now is found like everything that is not as it should be: only its address is old. */
const LOOKS_BY_RULE: ReadonlyMap<string, Look> = new Map([
  ["staleness.broken", "broken"],
  ["staleness.needs-review", "stale"],
]);

export const lookOf = ({ rule, severity }: Pick<Finding, "rule" | "severity">): Look =>
  LOOKS_BY_RULE.get(rule) ?? severity;

/** Whether it is about the world and not about the text: nobody has just typed it. */
export const isOfWorld = ({ rule }: Pick<Finding, "rule">): boolean => LOOKS_BY_RULE.has(rule);

/** Worst first. */
export const LOOKS: readonly Look[] = ["error", "broken", "warning", "stale", "note"];

/** The colour of each. */
export const LOOK_TONES = {
  error: "error",
  broken: "error",
  warning: "warning",
  stale: "stale",
  note: "note",
} as const satisfies Record<Look, Severity | "stale">;

/** The word that each mark stands for. */
export const LOOK_WORDS: Readonly<Record<Look, string>> = {
  error: "error",
  broken: "broken",
  warning: "warning",
  stale: "needs review",
  note: "note",
};

export const worseLook = (a: Look | null, b: Look): Look =>
  a !== null && LOOKS.indexOf(a) <= LOOKS.indexOf(b) ? a : b;
