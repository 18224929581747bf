// The block as data, strict: a name that nobody knows is a mistake, not a wish. What spans several values is checked here too, so that
// every problem has its place.
import * as z from "zod/mini";
import { nearestWord } from "../data/nearest-word.ts";
import { MUST_ANSWERS } from "./decision.ts";

const sentence = (phrase: string): string => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const idOf = (what: string): z.ZodMiniString =>
  z
    .string()
    .check(z.regex(ID, `expected ${what} in lower case with hyphens, such as ws-batch`), z.describe(sentence(what)));

const words = (what: string): z.ZodMiniString =>
  z.string().check(z.trim(), z.minLength(1, `expected ${what}, found nothing`), z.describe(sentence(what)));

const metric = z
  .string()
  .check(
    z.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "expected an experiment and one of its metrics, such as ws-batch/p95"),
    z.describe("An experiment of this document and one of its metrics: ws-batch/p95."),
  );
const by = words("who judged");
const because = words("why it was judged so");
const score = z.number().check(z.gte(0), z.lte(10));

const must = z.strictObject({
  name: z.optional(words("what must be so")),
  metric: z.optional(metric),
  "at-most": z.optional(z.number().check(z.describe("In the metric's unit."))),
  "at-least": z.optional(z.number().check(z.describe("In the metric's unit."))),
  judged: z.optional(
    z.record(z.string(), z.enum(MUST_ANSWERS)).check(z.describe("Whether each option does it, by its name.")),
  ),
  by: z.optional(by),
  because: z.optional(because),
});

const criterion = z.strictObject({
  name: words("what is judged"),
  weight: z
    .number()
    .check(z.gt(0), z.describe("How much it counts. Weights that do not add up to 100 are scaled to do so.")),
  metric: z.optional(metric),
  judged: z.optional(z.record(z.string(), score).check(z.describe("The score of each option, 0 to 10, by its name."))),
  by: z.optional(by),
  because: z.optional(because),
});

const variants = z.record(
  idOf("the id of an experiment"),
  idOf("the id of a variant").check(z.describe("The variant that the option stands for.")),
);
const options = z
  .record(words("the name of an option"), variants)
  .check(z.describe("Each option by its name, with the variant that it stands for, by experiment."));

const shape = z.strictObject({
  id: idOf("the id of the decision"),
  options,
  must: z.optional(z.array(must).check(z.describe("What each option must do: one that does not is out."))),
  criteria: z.array(criterion).check(z.minLength(1), z.describe("What the options that are left are scored by.")),
});

export type DecisionData = z.infer<typeof shape>;
export type MustData = z.infer<typeof must>;
export type CriterionData = z.infer<typeof criterion>;

interface Told {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The name at the end of the path is wrong, not what it leads to. */
  readonly isAboutKey?: boolean;
}

export const decisionSchema = shape.check(({ value, issues }) => {
  for (const { path, message, isAboutKey = false } of contradictionsIn(value))
    issues.push(
      isAboutKey
        ? { code: "unrecognized_keys", keys: [String(path.at(-1))], path: path.slice(0, -1), message, input: value }
        : { code: "custom", path: [...path], message, input: value },
    );
});

/** Of options and of criteria. Each pair is drawn in every simulation, at every key of the editor. */
const MOST = 26;

function* contradictionsIn({ options, must: musts = [], criteria }: DecisionData): Generator<Told> {
  const names = Object.keys(options);
  if (names.length > MOST) yield { path: ["options"], message: `expected at most ${MOST} options: nobody weighs more` };
  if (criteria.length > MOST)
    yield { path: ["criteria"], message: `expected at most ${MOST} criteria: nobody weighs more` };
  if (names.length < 2) yield { path: ["options"], message: "expected at least 2 options to decide between" };
  for (const [i, one] of musts.entries()) yield* within(["must", i], mustProblems(one, names));
  const seen = new Set<string>();
  for (const [i, one] of criteria.entries()) {
    const key = one.name.toLowerCase();
    if (seen.has(key)) yield { path: ["criteria", i, "name"], message: "this criterion is there twice: remove one" };
    seen.add(key);
    yield* within(["criteria", i], basisProblems(one, names));
  }
}

function* within(base: Told["path"], problems: Iterable<Told>): Generator<Told> {
  for (const { path, ...problem } of problems) yield { ...problem, path: [...base, ...path] };
}

function* mustProblems(one: MustData, names: readonly string[]): Generator<Told> {
  yield* basisProblems(one, names);
  const bounds = (["at-most", "at-least"] as const).filter((bound) => one[bound] !== undefined);
  const [first, second] = bounds;
  if (second !== undefined) yield { path: [second], message: 'expected "at-most" or "at-least", not both' };
  if (one.metric !== undefined && first === undefined)
    yield { path: ["at-most"], message: '"at-most" is missing: expected it or "at-least", with a number' };
  if (one.metric === undefined && first !== undefined)
    yield { path: [first], message: `"${first}" is for a metric: remove it, or name the metric`, isAboutKey: true };
  if (one.judged !== undefined && one.name === undefined)
    yield { path: ["name"], message: '"name" is missing: expected what must be so' };
}

/** Measured or judged, and who judges says so and why. */
function* basisProblems(one: MustData | CriterionData, names: readonly string[]): Generator<Told> {
  if ((one.metric === undefined) === (one.judged === undefined)) {
    const message = 'expected "metric" or "judged"';
    yield one.metric === undefined
      ? { path: ["metric"], message: `${message}, found neither` }
      : { path: ["judged"], message: `${message}, not both`, isAboutKey: true };
    return;
  }
  for (const key of ["by", "because"] as const) {
    if (one.judged !== undefined && one[key] === undefined)
      yield { path: [key], message: `"${key}" is missing: expected ${key === "by" ? "who judged" : "why"}` };
    if (one.judged === undefined && one[key] !== undefined)
      yield { path: [key], message: `"${key}" is for judgements: a metric needs none`, isAboutKey: true };
  }
  yield* within(["judged"], judgedProblems(Object.keys(one.judged ?? {}), names, one.judged !== undefined));
}

function* judgedProblems(judged: readonly string[], names: readonly string[], isJudged: boolean): Generator<Told> {
  if (!isJudged) return;
  for (const name of judged.filter((one) => !names.includes(one))) {
    const meant = nearestWord(name, names);
    const remedy = meant === undefined ? `expected ${names.join(", ")}` : `did you mean "${meant}"?`;
    yield { path: [name], message: `there is no option "${name}": ${remedy}`, isAboutKey: true };
  }
  for (const name of names.filter((one) => !judged.includes(one)))
    yield { path: [name], message: `"${name}" is not judged: add it` };
}

/** The JSON Schema of the block, for editors that complete YAML; ends with a line end. */
export function decisionJsonSchema(): string {
  const schema = z.toJSONSchema(shape, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === must) jsonSchema.oneOf = MUST_FORMS;
      if (zodSchema === criterion) jsonSchema.oneOf = CRITERION_FORMS;
      if (zodSchema === options) jsonSchema.minProperties = 2;
    },
  });
  return `${JSON.stringify({ title: "A decision of a spike", ...schema }, null, 2)}\n`;
}

const JUDGED_FORM = { required: ["judged", "by", "because"] };
const CRITERION_FORMS = [{ required: ["metric"] }, JUDGED_FORM];
const MUST_FORMS = [
  { required: ["metric", "at-most"] },
  { required: ["metric", "at-least"] },
  { required: ["name", ...JUDGED_FORM.required] },
];
