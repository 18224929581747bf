// Fixes of many findings as one splice. A fix is made whole or not at all, and where two overlap the first one is made: the other is
// looked at again in the next pass, on the text as it is then.
import type { Finding, Fix } from "../rule/rule.ts";
import { type Edit, orderEdits, splice } from "../text/splice.ts";

export interface FixedText {
  readonly text: string;
  readonly applied: readonly Finding[];
  /** Those whose fix overlaps one that was made, or does not fit the text. */
  readonly skipped: readonly Finding[];
}

/** Makes the fixes of one check of this very text. */
export function applyFixes(text: string, findings: readonly Finding[]): FixedText {
  const applied: Finding[] = [];
  const skipped: Finding[] = [];
  let edits: readonly Edit[] = [];
  for (const finding of findings) {
    if (finding.fix === undefined) continue;
    const together = orderEdits(text, [...edits, ...finding.fix.edits]);
    (together === null ? skipped : applied).push(finding);
    edits = together ?? edits;
  }
  return { text: splice(text, edits), applied, skipped };
}

/** Checks and fixes until nothing changes. A fix that does not help, because it is asked for again, is made once. */
export function fixAll(
  check: (text: string) => readonly Finding[],
  text: string,
  maxPasses = 10,
): Pick<FixedText, "text" | "applied"> {
  const made = new Set<string>();
  const applied: Finding[] = [];
  let current = text;
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const fresh = check(current).filter(
      ({ rule, fix }) => fix !== undefined && (shortens(fix) || !made.has(fixKey(rule, fix))),
    );
    const fixed = applyFixes(current, fresh);
    if (fixed.text === current) break;
    for (const { rule, fix } of fixed.applied) if (fix !== undefined) made.add(fixKey(rule, fix));
    applied.push(...fixed.applied);
    current = fixed.text;
  }
  return { text: current, applied };
}

/** Of a long row of blanks each pass may remove one, at the same place; that comes to an end by itself. */
const shortens = ({ edits }: Fix): boolean =>
  edits.reduce((sum, { from, to, insert }) => sum + insert.length - (to - from), 0) < 0;

const fixKey = (rule: string, { edits }: Fix): string => JSON.stringify([rule, edits]);
