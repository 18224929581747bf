// Plans: their schedule, what can be begun, and what shows that a task is done.
import { type Command, Option } from "commander";
import type { ShowOptions, SimulateOptions } from "../commands/plan.ts";
import type { DoneOptions } from "../plan/done.ts";
import { PLAN_FORMATS, type PlanFormat } from "../plan/plan-formats.ts";
import { type Execute, numberFrom, oneMore } from "./execute.ts";

const MAX_SEED = 2 ** 32 - 1;
const MAX_RUNS = 1_000_000;
/** A week. */
const MAX_MINUTES = 7 * 24 * 60;

const whatIf = (): Option =>
  new Option("--what-if <change>", "F3=1d/2d/4d, F3 after B1,B2, drop F3, or F3 by ada; repeatable, nothing is written")
    .argParser(oneMore)
    .default([], "none");

export function addPlan(program: Command, execute: Execute): void {
  const plan = program
    .command("plan")
    .description("plans that compute; without a word: all of them, with how far they are")
    .action(() => execute(async (context) => (await import("../commands/plan.ts")).listPlans(context)));
  plan
    .command("show")
    .description("the tasks of a plan with their schedule, its length and its critical path")
    .argument("[doc]", "may be left out where there is one plan")
    .addOption(whatIf())
    .option("--accept", "write what was tried with --what-if into the document")
    .option("--start <date>", "dates from this day on, instead of what the plan says")
    .action((doc: string | undefined, options: ShowOptions) =>
      execute(async (context) => (await import("../commands/plan.ts")).showPlan(context, doc, options)),
    );
  plan
    .command("simulate")
    .description("how long the plan may take: thousands of runs, each with estimates drawn anew")
    .argument("[doc]")
    .addOption(
      new Option("--seed <number>", "the same seed gives the same numbers").argParser(
        numberFrom(0, MAX_SEED, { isWhole: true }),
      ),
    )
    .addOption(new Option("--runs <number>", "default: 2000").argParser(numberFrom(1, MAX_RUNS, { isWhole: true })))
    .option("--remaining", "only what is left, from now on")
    .addOption(whatIf())
    .action((doc: string | undefined, options: SimulateOptions) =>
      execute(async (context) => (await import("../commands/plan.ts")).simulatePlan(context, doc, options)),
    );
  plan
    .command("next")
    .description("what can be begun now, most urgent first, and what the rest waits for")
    .argument("[doc]", "default: all plans that are approved or in progress")
    .action((doc?: string) =>
      execute(async (context) => (await import("../commands/plan.ts")).nextOfPlans(context, doc)),
    );
  addDone(plan, execute);
  plan
    .command("drill")
    .description("write an experiment into the plan that tries the way back of a step of its rollout")
    .argument("<doc>")
    .argument("<step>", "its name, or its number from 1")
    .action((doc: string, step: string) =>
      execute(async (context) => (await import("../plan/drill.ts")).drillStep(context, doc, step)),
    );
  plan
    .command("export")
    .description("a plan for other programs; nothing is sent anywhere")
    .argument("[doc]")
    .addOption(
      new Option("-f, --format <format>", "issues of a tracker, a chart, or everything")
        .choices(PLAN_FORMATS)
        .makeOptionMandatory(),
    )
    .option("-o, --out <file>", "default: stdout")
    .action((doc: string | undefined, options: { format: PlanFormat; out?: string }) =>
      execute(async (context) => (await import("../commands/plan.ts")).exportPlan(context, doc, options)),
    );
}

function addDone(plan: Command, execute: Execute): void {
  plan
    .command("done")
    .description(
      "run what verifies a task, write down what was seen, and set its status; Ctrl-C leaves everything as it was",
    )
    .argument("<doc>", "may be left out where there is one plan")
    .argument("[task]", "its id")
    .addOption(
      new Option("--seen <text>", "what you looked at yourself, where no command can tell").conflicts("notVerified"),
    )
    .option("--not-verified", "it is said to be done, and nobody looked")
    .option("--took <duration>", "how long it took: 4h, 3d")
    .addOption(
      new Option("--timeout <minutes>", "for each command").argParser(numberFrom(0.01, MAX_MINUTES)).default(30),
    )
    .option("-y, --yes", "do not ask before commands run that have not run here before")
    .action((doc: string, task: string | undefined, options: DoneOptions) =>
      execute(async (context) => {
        const { doneTask } = await import("../plan/done.ts");
        return task === undefined ? doneTask(context, undefined, doc, options) : doneTask(context, doc, task, options);
      }),
    );
}
