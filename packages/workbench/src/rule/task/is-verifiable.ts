// Whether somebody else could find out that a thing is done: by a command, a test, a number, an artefact, or words that say what is
// there to be seen. "Looks good" and "tested manually" say only who was satisfied.
import { quantitiesIn, withoutIds } from "../../prose/quantity.ts";
import { rootOf } from "../../prose/root-word.ts";
import { wordKeys } from "../../prose/subject-words.ts";
import type { Cell, Markdown } from "../../text/markdown.ts";
import { spansWithin } from "../../text/span.ts";
import { waiverIn } from "./waiver.ts";

/** Said of everything that somebody has looked at. */
const SATISFIED: ReadonlySet<string> = new Set(
  `look looks looking good fine ok okay right great nice well clean work works working run runs running functional functions
  manual manually check checked checking test tests tested testing try tried verify verified verification validate validated review
  reviewed inspect inspected inspection eyeball visual visually hand qa sanity correct correctly proper properly expected expectedly
  success successful successfully pass passes passed complete completed done ready everything all see seen above below ensure make sure confirm confirmed
  quick quickly still should user users happy team developer developers error errors issue issues problem problems bug bugs
  regression regressions break breaks broken fail fails code change changes feature feels feel fast faster quick enough acceptable
  accepted performance quality improve improved better stable smooth smoothly machine local locally behave behaves`
    .split(/\s+/)
    .map(rootOf),
);

const KIND_OF_TEST =
  "unit|integration|e2e|end-to-end|regression|smoke|contract|property|load|soak|stress|fuzz|snapshot|golden|acceptance|performance|simulation|conformance";

/** A test of some kind, a machine that runs them, a file, an identifier, a quotation, an id. */
const NAMED = new RegExp(
  `\\b(?:${KIND_OF_TEST})[ -](?:tests?|suite|checks?)\\b|\\bCI\\b|\\bbench(?:mark)?s?\\b|\\b\\w+\\.[a-z]{2,4}\\b|\\w/\\w|[a-z][A-Z]|\\w_\\w|"[^"]+"|“[^”]+”|\\b[A-Z]{1,5}-?\\d+\\b`,
);

/** With fewer words it does not say what is to be seen. */
const MIN_WORDS = 2;

export function isVerifiable(markdown: Markdown, cell: Cell): boolean {
  const waiver = waiverIn(cell.text);
  if (waiver !== null) return waiver === "with a reason";
  if (namesArtefact(markdown, cell) || quantitiesIn(withoutIds(cell.text)).length > 0) return true;
  return [...wordKeys(cell.text)].filter((key) => !SATISFIED.has(key)).length >= MIN_WORDS;
}

/** Whether something is named that can be opened or run. */
export const namesArtefact = ({ codeSpans, links }: Markdown, cell: Cell): boolean =>
  spansWithin(codeSpans, cell).length + spansWithin(links, cell).length > 0 || NAMED.test(cell.text);
