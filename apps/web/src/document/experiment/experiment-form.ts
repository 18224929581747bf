// What a person fills in to add an experiment, and the block that it becomes. The block is read by the same reader as any other: what it
// finds is told at the field that the line came from.
import {
  composeExperiment,
  decodeExperiment,
  type ExperimentAnswers,
  PROCESS_MEASURES,
  type ProcessMeasure,
  splitCommandLine,
} from "@nomous/workbench/experiments";

export interface VariantField {
  readonly name: string;
  /** As it would be typed in a terminal. */
  readonly line: string;
}

export interface MetricField {
  /** As it is printed, when it comes from the output. */
  readonly name: string;
  readonly from: "output" | ProcessMeasure;
  readonly unit: string;
  readonly better: "lower" | "higher";
  readonly threshold: string;
}

export interface ExperimentForm {
  readonly question: string;
  /** Proposed from the question until somebody writes one. */
  readonly id: string | undefined;
  readonly variants: readonly VariantField[];
  readonly metrics: readonly MetricField[];
  /** "16", or looks: "8, 16, 24". */
  readonly rounds: string;
}

export const NEW_VARIANT: VariantField = { name: "", line: "" };
export const NEW_METRIC: MetricField = { name: "", from: "output", unit: "", better: "lower", threshold: "5 %" };
export const NEW_FORM: ExperimentForm = {
  question: "",
  id: undefined,
  variants: [NEW_VARIANT, NEW_VARIANT],
  metrics: [NEW_METRIC],
  rounds: "16",
};

export const SOURCES: readonly MetricField["from"][] = ["output", ...PROCESS_MEASURES];

/** Words that say nothing of what is asked. */
const EMPTY = new Set(
  "a an the do does is are can than on of in with for to this that it we and or how much".split(" "),
);
const WORDS_OF_ID = 3;

/** A short name for a question: "Does a typed array sort faster?" is `typed-array-sort`. */
export const idFrom = (question: string): string =>
  slug(question)
    .split("-")
    .filter((word) => !EMPTY.has(word))
    .slice(0, WORDS_OF_ID)
    .join("-");

const slug = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

export const idOf = ({ id, question }: ExperimentForm): string => id ?? idFrom(question);

/** What is wrong, by field: `question`, `variants.0.run`, `metrics.1.threshold`. */
export type FormProblems = ReadonlyMap<string, string>;

/** The block with its fence, or what stands in its way. `taken` are the ids of the document's other experiments. */
export function blockOf(
  form: ExperimentForm,
  taken: readonly (string | null)[],
): { block: string; problems: FormProblems } {
  const block = composeExperiment(answersOf(form));
  return { block, problems: new Map([...readProblems(block), ...ownProblems(form, taken)]) };
}

/** What the form knows better than the reader of the block. */
function* ownProblems(
  { variants, metrics, ...form }: ExperimentForm,
  taken: readonly (string | null)[],
): Generator<Problem> {
  for (const [i, { name, line }] of variants.entries()) {
    if (slug(name) === "") yield [`variants.${i}.id`, NO_NAME];
    if (splitCommandLine(line) === null) yield [`variants.${i}.run`, "A quote is not closed"];
  }
  for (const [i, { name, from }] of metrics.entries())
    if (from === "output" && slug(name) === "") yield [`metrics.${i}.id`, NO_NAME];
  const id = idOf({ variants, metrics, ...form });
  if (id === "") yield ["id", NO_NAME];
  if (taken.includes(id)) yield ["id", "Another experiment of this document has it"];
}

type Problem = readonly [field: string, message: string];

const NO_NAME = "A name is missing";

function answersOf(form: ExperimentForm): ExperimentAnswers {
  const looks = form.rounds.split(",").map((one) => Number(one.trim() || Number.NaN));
  const [rounds = 0] = looks;
  return {
    id: idOf(form),
    question: form.question.trim(),
    variants: form.variants.map(variantOf),
    metrics: form.metrics.map(metricOf),
    ...(looks.length === 1 ? { rounds } : { looks }),
  };
}

const variantOf = ({ name, line }: VariantField): ExperimentAnswers["variants"][number] => ({
  ...named(name),
  run: splitCommandLine(line) ?? [],
});

function metricOf({ name, from, unit, better, threshold }: MetricField): ExperimentAnswers["metrics"][number] {
  const isPrinted = from === "output";
  const own = isPrinted
    ? { id: slug(name), ...(slug(name) !== name.trim() && { key: name.trim() }) }
    : { ...named(name || from), from };
  return { ...own, ...(unit.trim() !== "" && { unit: unit.trim() }), better, threshold: threshold.trim() };
}

const named = (name: string): { id: string; title?: string } => ({
  id: slug(name),
  ...(slug(name) !== name.trim() && { title: name.trim() }),
});

/** The first of each field. */
function* readProblems(block: string): Generator<Problem> {
  const body = block.split("\n").slice(1, -2).join("\n");
  const decoded = decodeExperiment(`${body}\n`);
  if (decoded.ok) return;
  for (const { from, message } of decoded.problems.toReversed()) yield [fieldAt(body, from), toldAtField(message)];
}

/** As a sentence, without what stands in the field: nothing. */
const toldAtField = (message: string): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/, found (?:""|an empty list)$/, "")}`;

/** The field that a place of the block belongs to. It was composed with one field a line, and lists one level deep. */
function fieldAt(body: string, at: number): string {
  const lines = body.slice(0, at).split("\n").length;
  let field = "";
  let [list, index] = ["", -1];
  for (const line of body.split("\n").slice(0, lines)) {
    const [, indent = "", key = ""] = /^((?: {2}(?:- | {2}))?)([\w-]+):/.exec(line) ?? [];
    if (indent === "") [list, index] = [key, -1];
    else if (indent.includes("-")) index += 1;
    field = indent === "" ? key : `${list}.${index}.${key}`;
  }
  return field;
}
