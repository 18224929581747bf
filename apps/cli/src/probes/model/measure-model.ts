import type { Context } from "../../context.ts";
import { averageOf } from "../average.ts";
import { deadTarget } from "../dead-target.ts";
import type { ProbeResult } from "../probe.ts";
import { askModel, type TimedAnswer } from "./ask-model.ts";
import type { ModelValues } from "./model-probe.ts";
import { type OpenedModel, openModel } from "./open-model.ts";
import { type Prompt, readPromptSet } from "./prompt-set.ts";

const BUILT_IN = "Explain in five sentences why a bridge between a browser and a language model keeps a log.";

export async function measureModel(values: ModelValues, context: Context): Promise<ProbeResult> {
  const prompts =
    values.prompts === ""
      ? Array.from({ length: values.questions }, (_, n) => question(`question-${n + 1}`))
      : readPromptSet(values.prompts, context.cwd);
  const model = await openModel(values, context);
  try {
    return await measureOpened(model, prompts, values, context);
  } finally {
    await model.close();
  }
}

const question = (id: string): Prompt => ({ id, text: BUILT_IN, system: undefined, fits: undefined });

async function measureOpened(
  model: OpenedModel,
  prompts: readonly Prompt[],
  values: ModelValues,
  { runtime, console }: Context,
): Promise<ProbeResult> {
  const { signal } = new AbortController();
  const began = runtime.clock.elapsed();
  for await (const part of model.chat.open(signal))
    if (part.type === "progress") console.status(`${model.chat.name}: loading`);
  const load = runtime.clock.elapsed() - began;
  const ask = (prompt: Prompt): Promise<TimedAnswer> => askModel(model.chat, runtime, prompt, values, signal);
  for (let n = 0; n < values.warmup; n += 1) await ask(prompts[n % prompts.length] ?? question("warm-up"));
  const answers: TimedAnswer[] = [];
  for (const prompt of prompts) {
    console.status(`prompt ${answers.length + 1} of ${prompts.length}`);
    answers.push(await ask(prompt));
  }
  const bytes = model.peakBytes();
  const firstToken = answers.flatMap(({ firstMs }) => firstMs ?? []);
  if (firstToken.length === 0) throw deadTarget(`${values.model} said nothing to any prompt`, "try it in a chat first");
  const between = answers.flatMap((answer) => answer.between);
  return {
    load,
    "first-token": firstToken,
    between,
    rate: answers.flatMap(({ tokensPerSecond }) => tokensPerSecond ?? []),
    ...(bytes === undefined ? {} : { memory: bytes / 1_000_000 }),
    ...passesOf(prompts, answers),
    stages: { load, "first-token": averageOf(firstToken), between: averageOf(between) },
  };
}

function passesOf(prompts: readonly Prompt[], answers: readonly TimedAnswer[]): { prompts?: Record<string, boolean> } {
  const checked = prompts.flatMap(({ id, fits }, at): [string, boolean][] =>
    fits === undefined ? [] : [[id, fits(answers[at]?.text ?? "")]],
  );
  return checked.length === 0 ? {} : { prompts: Object.fromEntries(checked) };
}
