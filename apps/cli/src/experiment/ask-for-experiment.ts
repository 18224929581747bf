// What an experiment asks, asked of a person: a question, two or more variants, one number and how much of it matters. The rest has defaults
// that can be changed in the block.
import { isCancel, select, text } from "@clack/prompts";
import { decodeExperiment, type ExperimentAnswers, PROCESS_MEASURES, splitCommandLine } from "@nomous/workbench";

class LeftError extends Error {}

/** The answer; Ctrl-C and Esc leave all questions. */
async function answer<T>(asked: Promise<T>): Promise<Exclude<T, symbol>> {
  const given = await asked;
  if (isCancel(given)) throw new LeftError("left");
  return given as Exclude<T, symbol>;
}

/** Null when the person went away from a question. */
export async function askForExperiment(taken: readonly string[]): Promise<ExperimentAnswers | null> {
  try {
    return await ask(taken);
  } catch (error) {
    if (error instanceof LeftError) return null;
    throw error;
  }
}

async function ask(taken: readonly string[]): Promise<ExperimentAnswers> {
  const question = await words("What do you want to know?", "Does Y take less time than X?", (given) =>
    given.trim().endsWith("?") ? undefined : "One sentence that ends with a question mark.",
  );
  const id = await words("A short name for it?", "it names the folder of the evidence", (given) =>
    taken.includes(given) ? "Another experiment of this document has it." : idProblem(given),
  );
  const variants = [await askVariant("the baseline, as it is today", [])];
  variants.push(await askVariant("what you compare", variants));
  while (await yes("One more variant?")) variants.push(await askVariant("one more", variants));
  const metrics = [await askMetric()];
  while (await yes("One more metric?")) metrics.push(await askMetric());
  const rounds = Number(
    await words(
      "How many paired rounds?",
      "16",
      (given) =>
        /^\d+$/.test(given) && Number(given) >= 8 ? undefined : "A whole number from 8: fewer cannot decide anything.",
      "16",
    ),
  );
  return { id, question, variants, metrics, rounds };
}

const idProblem = (given: string): string | undefined =>
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(given)
    ? undefined
    : "Lower-case letters, digits and single hyphens, such as ws-batch.";

function words(
  message: string,
  placeholder: string,
  problem: (given: string) => string | undefined,
  initialValue = "",
): Promise<string> {
  return answer(text({ message, placeholder, initialValue, validate: (given) => problem(given ?? "") }));
}

const yes = async (message: string): Promise<boolean> =>
  (await answer(
    select({
      message,
      options: [
        { value: "no", label: "No" },
        { value: "yes", label: "Yes" },
      ],
    }),
  )) === "yes";

async function askVariant(
  what: string,
  before: readonly { id: unknown }[],
): Promise<ExperimentAnswers["variants"][number]> {
  const id = await words(`A name for ${what}?`, "lower case, such as json", (given) =>
    before.some((one) => one.id === given) ? "Another variant has it." : idProblem(given),
  );
  const line = await words(`What runs \`${id}\`?`, "node bench.mjs --frames 4", (given) =>
    (splitCommandLine(given) ?? []).length > 0 ? undefined : "A program and its arguments; quotes have to be closed.",
  );
  return { id, run: splitCommandLine(line) ?? [] };
}

async function askMetric(): Promise<ExperimentAnswers["metrics"][number]> {
  const measures = PROCESS_MEASURES.map((measure) => ({
    value: measure as string,
    label: measure,
    hint: "measured of every run",
  }));
  const options = [{ value: "output", label: "output", hint: "a number in JSON that the run prints" }, ...measures];
  const from = await answer(select({ message: "What is measured?", options }));
  const id =
    from === "output"
      ? await words("Under which name does the run print it?", 'p95 for {"p95": 12.5}', idProblem)
      : from;
  const unit =
    from === "output" ? await words("In which unit?", "ms, MB, tokens/s, or nothing", () => undefined) : UNITS[from];
  const better = await answer(
    select({
      message: "Which is better?",
      options: [
        { value: "lower" as const, label: "Lower" },
        { value: "higher" as const, label: "Higher" },
      ],
    }),
  );
  const threshold = await words("What is the smallest change that would make you act?", "5 % or 2 ms", (given) =>
    thresholdProblem({ id, better, threshold: given, ...(unit !== undefined && unit !== "" && { unit }) }),
  );
  return {
    id,
    ...(unit !== undefined && unit !== "" && { unit }),
    better,
    threshold,
    ...(from !== "output" && { from: from as (typeof PROCESS_MEASURES)[number] }),
  };
}

const UNITS: Readonly<Record<string, string>> = {
  "wall-time": "ms",
  "cpu-time": "ms",
  "peak-memory": "MB",
  "disk-read": "MB",
  "disk-written": "MB",
  "output-bytes": "bytes",
  "gpu-memory": "MB",
  "gpu-utilisation": "%",
};

/** Said by the reader of the block itself, about a block that is right but for this. */
function thresholdProblem(metric: ExperimentAnswers["metrics"][number]): string | undefined {
  const probe = {
    id: "a",
    question: "a?",
    variants: [
      { id: "a", run: ["a"] },
      { id: "b", run: ["b"] },
    ],
    metrics: [metric],
  };
  const decoded = decodeExperiment(JSON.stringify(probe));
  return decoded.ok ? undefined : decoded.problems[0]?.message;
}
