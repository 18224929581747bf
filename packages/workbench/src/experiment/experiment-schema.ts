// The shape of a `yaml experiment` block, with what each name means: the same schema reads the block and is published for editors.
// What no schema can say, such as two variants of one id, is told by `find-contradictions.ts`.
import * as z from "zod/mini";
import { isVisible } from "../text/hidden-letters.ts";
import { FAULT_KINDS, PROCESS_MEASURES } from "./experiment.ts";
import { ID, MOST_METRICS, MOST_ROUNDS, MOST_VARIANTS, MOST_WARMUP, UNIT } from "./limits.ts";

const about = z.describe;

/** Says what was expected in words of the domain; what is missing is told by its name as everywhere. */
const expected =
  (what: string) =>
  ({ input }: z.core.$ZodRawIssue): string | undefined =>
    input === undefined ? undefined : `expected ${what}, found ${shown(input)}`;

const LONGEST_SHOWN = 60;

const shown = (value: unknown): string => {
  if (value === null) return "nothing";
  if (typeof value === "object") return Array.isArray(value) ? "a list" : "a mapping";
  const isLong = typeof value === "string" && value.length > LONGEST_SHOWN;
  return JSON.stringify(isLong ? `${value.slice(0, LONGEST_SHOWN)}…` : value) ?? "nothing";
};

const textOfForm = (pattern: RegExp, what: string): z.ZodMiniString =>
  z.string({ error: expected(what) }).check(z.regex(pattern, { error: expected(what) }));

const id = textOfForm(ID, "lower-case letters, digits and single hyphens, such as ws-batch");

/** People see these words before they say yes to them. */
const isShown = z.refine<string>(isVisible, "expected letters that can be seen: remove the control characters");

const duration = (): z.ZodMiniString =>
  textOfForm(/^\d+(?:\.\d+)?\s*(?:ms|s|min|h)$/, "a duration with its unit, such as 60 s or 200 ms");

/** Relative, with `/`, and not out of where it counts from. */
const path = textOfForm(
  /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))(?!.*\\)(?![A-Za-z]:).+$/,
  "a relative path with / that does not lead out",
);

const quoted = z
  .string({
    error: ({ input }) =>
      typeof input === "number" || typeof input === "boolean"
        ? `expected text, found ${input}: put it in quotes`
        : undefined,
  })
  .check(isShown);

const argv = z
  .array(quoted, {
    error: ({ input }) => (typeof input === "string" ? asList(input) : undefined),
  })
  .check(z.minLength(1, { error: "expected a program and its arguments, found an empty list" }));

const asList = (line: string): string =>
  `expected a list: write [${line.trim().split(/\s+/).join(", ")}], or [sh, -c, ${JSON.stringify(line)}] when a shell is meant`;

const variable = /^[A-Za-z_][A-Za-z0-9_]*$/;
const variableName = textOfForm(variable, "the name of an environment variable, such as NODE_OPTIONS");

const variant = z
  .strictObject({
    id: id.check(about("Names the variant in tables, claims and evidence.")),
    title: z.optional(z.string().check(isShown, about("As tables name it; the id where it is left out."))),
    run: z.optional(
      argv.check(about("The program and its arguments, as a list. There is no shell unless you write one.")),
    ),
    probe: z.optional(z.string().check(about("A probe of nomous instead of a program, such as websocket."))),
    with: z.optional(
      z
        .record(z.string(), z.union([z.string().check(isShown), z.number(), z.boolean()]))
        .check(about("What the probe is given, by the names of its options.")),
    ),
    ref: z.optional(
      textOfForm(/^(?!-)\S+$/, "a branch, tag or commit").check(
        about("A branch, tag or commit: the variant runs in a worktree of it."),
      ),
    ),
    build: z.optional(argv.check(about("Runs once in the worktree before the first round, such as [npm, ci]."))),
    folder: z._default(path, ".").check(about("Where it runs, relative to the workspace or the worktree.")),
    env: z
      ._default(z.record(variableName, quoted), {})
      .check(about("Environment variables that only this variant sets.")),
  })
  .check(z.meta({ oneOf: [{ required: ["run"] }, { required: ["probe"] }] }));

const metric = z.strictObject({
  id: id.check(about("Names the metric in tables, claims and evidence.")),
  title: z.optional(z.string().check(isShown, about("As tables name it; the id where it is left out."))),
  unit: z.optional(
    textOfForm(UNIT, "a short unit without brackets and quotes, such as tokens/s").check(
      about("Such as ms, MB, tokens/s; left out for a bare count."),
    ),
  ),
  better: z.enum(["lower", "higher"]).check(about("Which way is an improvement.")),
  threshold: z
    .union([z.string(), z.number()])
    .check(
      about(
        "The smallest change that would make somebody act: 5 % compares ratios, 2 ms compares differences (5 points where the unit is %).",
      ),
    ),
  from: z
    ._default(z.enum(["output", "file", ...PROCESS_MEASURES]), "output")
    .check(
      about("The last JSON object on stdout, a JSON file that the run writes, or what is measured of the process."),
    ),
  key: z.optional(
    z
      .string()
      .check(z.minLength(1), about("Where the number stands in the JSON, with dots; the id where it is left out.")),
  ),
  path: z.optional(path.check(about("The JSON file, relative to where the run runs; only with from: file."))),
  kind: z
    ._default(z.enum(["number", "passes"]), "number")
    .check(about("passes: a mapping of prompts to true or false, paired by prompt.")),
});

const fault = z.strictObject({
  id: id.check(about("Names the fault in the error scenarios.")),
  do: z.enum(FAULT_KINDS).check(about("What is done to the run.")),
  after: z.optional(duration().check(about("How long after the start of the run."))),
  for: z.optional(duration().check(about("How long; only with cut and delay."))),
  port: z.optional(
    z
      .int()
      .check(
        z.gte(1),
        z.lte(65_535),
        about("A port of this machine: connections go through a proxy, whose port the run gets as NOMOUS_FAULT_PORT."),
      ),
  ),
  recover: z.optional(
    argv.check(about("Runs after a kill, to see whether it comes back; left out, the run itself runs again.")),
  ),
});

const rounds = z.int().check(z.gte(1), z.lte(MOST_ROUNDS));

export const experimentData = z.strictObject({
  id: id.check(about("Names the folder of the evidence, so it stays when the question is reworded.")),
  question: textOfForm(/\?\s*$/, "a sentence that ends with a question mark").check(
    isShown,
    about("What you want to know, as one question."),
  ),
  variants: z
    .array(variant)
    .check(z.minLength(2), z.maxLength(MOST_VARIANTS), about("What is compared; the first is the baseline.")),
  metrics: z
    .array(metric)
    .check(
      z.minLength(1),
      z.maxLength(MOST_METRICS),
      about("What is measured; the first is the primary one, which decides when to stop."),
    ),
  inputs: z._default(z.array(path), []).check(about("Files and folders that the result depends on; they are hashed.")),
  env: z
    ._default(z.array(variableName), [])
    .check(about("Environment variables that runs see besides PATH, HOME, LANG and TMPDIR.")),
  rounds: z.optional(
    rounds.check(about("How often every variant runs; 16 where it is left out, 8 at least for a verdict.")),
  ),
  looks: z.optional(
    z
      .array(rounds)
      .check(
        z.minLength(1),
        z.maxLength(5),
        about("Instead of rounds: the numbers of rounds after which the data may be looked at."),
      ),
  ),
  seed: z._default(z.int().check(z.gte(0)), 1).check(about("Orders the runs of each round.")),
  warmup: z
    ._default(z.int().check(z.gte(0), z.lte(MOST_WARMUP)), 1)
    .check(about("Rounds before the first that counts.")),
  timeout: z._default(duration(), "60 s").check(about("How long one run may take.")),
  rest: z._default(duration(), "0 ms").check(about("Rest between two runs.")),
  success: z
    ._default(z.array(z.int().check(z.gte(0), z.lte(255))).check(z.minLength(1)), [0])
    .check(about("Exit codes that count as success.")),
  faults: z._default(z.array(fault), []).check(about("What is provoked after the rounds, once a variant.")),
});

export type ExperimentData = z.infer<typeof experimentData>;
/** As a person writes it: what has a default may be left out. */
export type ExperimentAnswers = z.input<typeof experimentData>;
export type VariantData = ExperimentData["variants"][number];
export type MetricData = ExperimentData["metrics"][number];
export type FaultData = ExperimentData["faults"][number];
