// What zod finds, in our words: what was expected, what was found, and the word that was probably meant. Handed to each parse, because
// zod/mini brings no English of its own and settings for everybody are not ours to change.
import * as z from "zod/mini";
import { describeFormat, describeSchema, oneOf } from "./describe-schema.ts";
import { nearestWord } from "./nearest-word.ts";

/** Several unknown keys are one issue to zod; its message has a line for each, in their order. */
export function explainIssue(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, issue.inst)).join("\n");
  const expected = `expected ${whatIsExpected(issue)}`;
  const found = whatIsFound(issue);
  if (found === undefined) return `"${String(issue.path?.at(-1) ?? "value")}" is missing: ${expected}`;
  const meant = typeof found === "string" ? nearestWord(found, choicesOf(issue).map(String)) : undefined;
  return `${expected}, found ${describeValue(found)}${meant === undefined ? "" : `: did you mean ${meant}?`}`;
}

/** Where one value tells which alternative is meant, it is the one that does not fit, not all that is around it. */
function whatIsFound({ input, discriminator }: z.core.$ZodRawIssue): unknown {
  const isInside = typeof discriminator === "string" && typeof input === "object" && input !== null;
  return isInside ? (input as Record<string, unknown>)[discriminator] : input;
}

function unknownKey(key: string, schema: unknown): string {
  const known = schema instanceof z.core.$ZodObject ? Object.keys(schema._zod.def.shape) : [];
  const meant = nearestWord(key, known);
  const remedy = meant === undefined ? `expected ${oneOf(known)}` : `did you mean "${meant}"?`;
  return `"${key}" is not known here: ${remedy}`;
}

function whatIsExpected(issue: z.core.$ZodRawIssue): string {
  const choices = choicesOf(issue);
  if (choices.length > 0) return oneOf(choices);
  if (issue.code === "too_small")
    return `${bound(issue, "at least", "more than")} ${amount(issue.minimum, issue.origin)}`;
  if (issue.code === "too_big") return `${bound(issue, "at most", "less than")} ${amount(issue.maximum, issue.origin)}`;
  if (issue.code === "not_multiple_of") return `a multiple of ${issue.divisor}`;
  if (issue.code === "invalid_format") return describeFormat(issue.format) ?? "text of another form";
  return describeSchema(issue.inst);
}

/** The words that could stand there. */
function choicesOf(issue: z.core.$ZodRawIssue): readonly unknown[] {
  if (issue.code === "invalid_value") return issue.values;
  return issue.code === "invalid_union" && Array.isArray(issue.options) ? issue.options : [];
}

const bound = ({ exact, inclusive }: { exact?: boolean; inclusive?: boolean }, least: string, more: string): string =>
  exact === true ? "exactly" : inclusive === true ? least : more;

const UNITS: Readonly<Record<string, string>> = { string: "character", array: "item" };

function amount(count: number | bigint, origin: string): string {
  const unit = UNITS[origin];
  return unit === undefined ? String(count) : `${count} ${unit}${Number(count) === 1 ? "" : "s"}`;
}

const LONGEST_SHOWN = 60;

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "nothing";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "number") return String(value);
  const isLong = typeof value === "string" && value.length > LONGEST_SHOWN;
  return JSON.stringify(isLong ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}
