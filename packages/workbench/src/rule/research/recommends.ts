// Research says what is there; what to do about it is for spikes and specs. "The client should answer a ping" describes a rule of a
// protocol, "the client should be rewritten" recommends, so "should" alone is not told.
import { isWithin } from "../../text/span.ts";
import { allParts, type Role } from "../../type/document-type.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { sentencesIn } from "./sentences.ts";

const bad = [
  "---",
  "nomous: research",
  "---",
  "# How readers resume",
  "",
  "## Summary",
  "",
  "A reader resumes at its cursor. We should replace the cursor by a token.",
  "",
  "## Detailed Findings",
  "",
  "- The cursor moves forward only (`src/cursor.ts:2`). It would be better to store it per tab.",
  "",
].join("\n");

export const recommendingResearch: Rule = {
  id: "research.recommends",
  title: "Research that recommends",
  why: "Whoever reads facts and advice in one sentence cannot tell which is which, and the advice is decided on before anything was compared.",
  remedy: "Say only what is there; move the advice to a spike or a spec.",
  weight: "wrong",
  appliesTo: "typed",
  bad: { text: bad, files: { "src/cursor.ts": "export interface Cursor {\n  readonly at: number;\n}\n" } },
  good: {
    text: bad
      .replace(" We should replace the cursor by a token.", "")
      .replace("It would be better to store it per tab", "All tabs of a browser share it"),
    files: { "src/cursor.ts": "export interface Cursor {\n  readonly at: number;\n}\n" },
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    if (typed === null || ![...allParts(typed.type.parts)].some(({ role }) => role === "findings")) return;
    const sections = markdown.sections.filter(({ heading }) => HEADING.test(heading.title));
    for (const { heading } of sections)
      yield {
        from: heading.from,
        to: heading.to,
        message: `${quote(heading.title)} is no part of research. ${recommendingResearch.remedy}`,
      };
    const skipped = [
      ...sections.map(({ body }) => body),
      ...ELSEWHERE.flatMap((role) => partsOf(subject, role)).map(({ content }) => content),
    ];
    for (const { from, to, text } of sentencesIn(markdown, { from: markdown.bodyFrom, to: markdown.text.length }))
      if (recommends(text) && !skipped.some((span) => isWithin({ from, to }, span)))
        yield {
          from,
          to,
          message: `${quote(markdown.text.slice(from, to))} recommends. ${recommendingResearch.remedy}`,
        };
  },
};

/** What is asked, what others once wrote, and what is only linked. */
const ELSEWHERE: readonly Role[] = ["question", "open-questions", "history", "sources"];

const HEADING =
  /^[\d.\s]*(?:our |my |key )?recommend(?:ations?|ed (?:approach|solution|fix|changes?|next steps?|implementation|architecture|design|actions?))\b/i;

/** What is done to code, and never by it. */
const REWORKED =
  "refactored|rewritten|redesigned|re-?architected|reworked|moderni[sz]ed|rethought|reconsidered|consolidated|simplified|overhauled|deprecated|cleaned up|extracted into|split (?:up|into)|broken up";
const REWORK =
  "refactor|rewrite|redesign|rework|replace|moderni[sz]e|rethink|reconsider|consolidate|simplify|migrate|overhaul|drop|adopt|switch|introduce|move|split";
const GOOD = "better|best|wise|worthwhile|sensible|advisable|preferable|simpler|easier|cleaner|safer|good";

const PATTERNS: readonly RegExp[] = [
  /\b(?:I|we|this (?:document|research|note|report))(?:['’]d| would)?\s+(?:also |strongly |therefore )*(?:recommends?|suggests?|proposes?|advises?|advocates?)\b/i,
  /\bit is (?:strongly |highly )?(?:recommended|advisable|suggested) (?:to|that)\b/i,
  /\b(?:we|the (?:team|maintainers|project|developers)) (?:also |really |therefore |probably )*(?:should|ought to)\b(?! (?:see|expect|get|observe|note))/i,
  new RegExp(`\\b(?:we|the (?:team|maintainers|project)) (?:must|need to|have to) (?:${REWORK})\\b`, "i"),
  new RegExp(
    `\\b(?:should|must|needs? to|has to|have to|ought to) (?:really |first |definitely |also )*be (?:${REWORKED})\\b`,
    "i",
  ),
  /^(?!.*\b(?:when|if|before|after|until|unless|on every|each time|placeholders?|variables?|characters?|values?|tokens?)\b).*\b(?:should|must|needs? to|has to|have to|ought to) be (?:replaced (?:by|with)|migrated|upgraded|improved|optimi[sz]ed|introduced|adopted|fixed)\b/i,
  /\b(?:is|are) (?:strongly )?advised to\b/i,
  new RegExp(`\\bit (?:would|might|may) be (?:much |far )?(?:${GOOD}) (?:to|if)\\b`, "i"),
  /\ba (?:much )?(?:better|cleaner|simpler|safer) (?:approach|option|solution|design|way|choice) (?:is|would be|might be)\b/i,
  /\bthe (?:best|preferred|right|ideal) (?:approach|option|solution|way|fix|choice|path|strategy)(?: forward| here)? (?:is|would be)\b/i,
  /^[\s\d.)-]*consider (?:\w+ing\b|(?:a|an|the) (?:switch|move|migration|rewrite|refactoring)\b)/i,
  /\b(?:should|could|must|can) be (?:removed|replaced|dropped|abandoned) in favou?r of\b/i,
  /\bneeds? (?:a (?:rewrite|redesign|refactoring|rework|overhaul)|refactoring|rewriting|reworking|redesigning|replacing)\b/i,
  new RegExp(`\\b(?:you|one) should (?:${REWORK})\\b`, "i"),
  new RegExp(`\\b(?:it would make|it makes) sense to (?:${REWORK}|use|keep|add|cache|store|merge)\\b`, "i"),
  /\bthe right thing to do\b|\b(?:my|our) recommendations? (?:is|are|would)\b|^\W*ideally\b|^\W*(?:it is |it['’]s )?better to\b/i,
  /\bwould be (?:much |far )?(?:better|cleaner|preferable)(?=[.,;]|$)/i,
  /\bcandidates? for (?:a )?(?:refactoring|rewrite|replacement|redesign|removal)\b|\b(?:obvious|possible|potential) improvements? (?:is|are|would)\b/i,
  /\brecommendations?\s*:\s/i,
  /\b(?:is|are|seems?|may be|would be) worth (?:considering|refactoring|replacing|rewriting|migrating|adopting|switching)\b/i,
  /\bwould (?:greatly |clearly )?benefit from\b/i,
];

/** A question asks, whatever words it is asked in. */
export const recommends = (sentence: string): boolean =>
  !sentence.endsWith("?") && PATTERNS.some((pattern) => pattern.test(sentence));
