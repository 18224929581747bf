// Plans that compute: their schedule, how long they may take, what can be begun, and the same for other programs.
import { writeFile } from "node:fs/promises";
import process from "node:process";
import { resolve } from "node:path";
import { formatDays, isDate, nextTasks, type Plan, simulateSchedule } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Console } from "../console.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { exported } from "../plan/exported.ts";
import {
  comparisonLines,
  DEFAULT_SEED,
  experienceFacts,
  experienceText,
  forecast,
  type Forecast,
  forecastFacts,
  type ForecastOptions,
  runsText,
  simulationFacts,
} from "../plan/forecast.ts";
import { histogram } from "../plan/histogram.ts";
import { cycleWords, findPlans, type FoundPlan, type OpenedPlan, openPlan } from "../plan/open-plan.ts";
import { printPlanFacts, printPlanTable } from "../plan/show.ts";
import { planFacts } from "../plan/plan-facts.ts";
import type { PlanFormat } from "../plan/plan-formats.ts";
import { textTable } from "../plan/text-table.ts";
import { acceptChanges, changedPlan, readChanges } from "../plan/what-if.ts";
import { withoutControls } from "../without-controls.ts";

export interface ShowOptions {
  /** Changes to try. */
  readonly whatIf: readonly string[];
  /** Writes them into the document. */
  readonly accept?: boolean;
  /** `2026-11-30`, instead of what the plan says. */
  readonly start?: string;
}

/** The tasks with their schedule, and what is computed of all of it. */
export async function showPlan(context: Context, named: string | undefined, options: ShowOptions): Promise<ExitCode> {
  const { whatIf, accept = false, start: wanted } = options;
  if (wanted !== undefined && !isDate(wanted))
    throw new CliError(EXIT.usage, `"${wanted}" is no date.`, "Write it as 2026-11-30.");
  const changes = readChanges(whatIf);
  if (accept && changes.length === 0)
    throw new CliError(EXIT.usage, "There is nothing to accept.", "Say what with --what-if.");
  const opened = await openPlan(context, named);
  const { plan: before, shown } = opened;
  const plan = changedPlan(before, changes);
  const start = wanted ?? plan.start;
  const earlier = changes.length === 0 ? null : forecast(before, shown);
  const now = forecast(plan, shown);
  if (accept) await acceptChanges(context, opened, changes);
  const facts = planFacts(opened.document.path, plan, now, start);
  const changed = earlier !== null && { before: forecastFacts(earlier), isWritten: accept };
  if (context.json) context.console.print(JSON.stringify({ ...facts, ...changed }));
  else print(context, opened, plan, now, { earlier, start, changes: whatIf, accept });
  return EXIT.ok;
}

/** Nothing is cut for who reads it from a pipe. */
const widthOf = (): number => process.stdout.columns ?? Number.POSITIVE_INFINITY;

function print(
  { console }: Context,
  { document, shown }: OpenedPlan,
  plan: Plan,
  now: Forecast,
  {
    earlier,
    start,
    changes,
    accept,
  }: { earlier: Forecast | null; start: string | null; changes: readonly string[]; accept: boolean },
): void {
  const { typed } = document.checked.subject;
  console.print(
    `${console.style("bold", withoutControls(document.path))}${typed?.state == null ? "" : ` (${typed.state.label})`}`,
  );
  printPlanTable(console, plan, now.schedule, { start, width: widthOf() });
  printPlanFacts(console, plan, now, start);
  for (const note of plan.notes) console.note(withoutControls(note));
  if (earlier === null) return;
  printComparison(console, changes, earlier, now);
  console.note(accept ? `${shown} says so now.` : "Nothing was written. Write it into the document with --accept.");
}

function printComparison(console: Console, changes: readonly string[], earlier: Forecast, now: Forecast): void {
  console.print(`What if ${withoutControls(changes.join("; "))}:`);
  for (const line of comparisonLines(earlier, now)) console.print(withoutControls(line));
}

export interface SimulateOptions extends ForecastOptions {
  readonly whatIf: readonly string[];
}

/** How long the plan may take, and which tasks decide it. */
export async function simulatePlan(
  context: Context,
  named: string | undefined,
  options: SimulateOptions,
): Promise<ExitCode> {
  const changes = readChanges(options.whatIf);
  const { plan: before, document, shown } = await openPlan(context, named);
  const plan = changedPlan(before, changes);
  const now = forecast(plan, shown, options);
  const earlier = changes.length === 0 ? null : forecast(before, shown, options);
  const { console, json } = context;
  const { simulation } = now;
  if (json) {
    const facts = {
      path: document.path,
      remaining: options.remaining === true,
      ...simulationFacts(simulation),
      experience: experienceFacts(now.experience),
      quantiles: simulation.quantiles,
    };
    const criticality = Object.fromEntries(simulation.criticality);
    console.print(
      JSON.stringify({
        ...facts,
        criticality,
        ...(earlier !== null && { before: simulationFacts(earlier.simulation) }),
      }),
    );
    return EXIT.ok;
  }
  printSimulation(context, document.path, now, options.remaining === true);
  if (earlier !== null) printComparison(console, options.whatIf, earlier, now);
  for (const note of plan.notes) console.note(withoutControls(note));
  return EXIT.ok;
}

function printSimulation({ console }: Context, path: string, now: Forecast, isOfRest: boolean): void {
  const { schedule, simulation } = now;
  const { p50, p80, p95 } = simulation;
  console.print(
    `${console.style("bold", withoutControls(path))}: ${runsText(simulation)}${isOfRest ? ", of what is left" : ""}`,
  );
  console.print(
    `  P50 ${formatDays(p50)}, P80 ${formatDays(p80)}, P95 ${formatDays(p95)}; with the likely estimates ${formatDays(schedule.length)}`,
  );
  for (const line of histogram(simulation)) console.print(line);
  const deciding = [...simulation.criticality].filter(([, share]) => share > 0).toSorted(([, a], [, b]) => b - a);
  const shares = deciding
    .slice(0, MOST_DECIDING)
    .map(([id, share]) => `${withoutControls(id)} ${Math.round(share * 100)} %`);
  const more = deciding.length - shares.length;
  console.print(
    `  How often each task decides the end: ${shares.join(", ") || "none"}${more > 0 ? ` and ${more} more` : ""}`,
  );
  const experience = experienceText(now);
  if (experience !== null) console.print(`  ${experience}`);
}

const MOST_DECIDING = 12;

/** What can be begun now, and what the rest waits for; without a name of all plans that are worked on. */
export async function nextOfPlans(context: Context, named: string | undefined): Promise<ExitCode> {
  const { console, json } = context;
  const plans = named === undefined ? await plansAtWork(context) : [await openPlan(context, named)];
  const all = plans.map(({ shown, plan }) => ({ path: shown, ...nextTasks(plan) }));
  const hasCycle = all.some(({ cycle }) => cycle !== null);
  if (json) {
    const facts = all.map(({ path, ready, waiting, cycle }) => ({
      path,
      ready: ready.map(({ task, slack, why }) => ({
        id: task.id,
        title: task.title,
        who: task.who,
        standing: task.standing,
        slack,
        why,
      })),
      waiting: waiting.map(({ task, waitsFor }) => ({
        id: task.id,
        title: task.title,
        standing: task.standing,
        waitsFor,
      })),
      cycle,
    }));
    console.print(JSON.stringify({ plans: facts }));
    return hasCycle ? EXIT.failure : EXIT.ok;
  }
  for (const next of all) printNext(context, next);
  return hasCycle ? EXIT.failure : EXIT.ok;
}

const AT_WORK: ReadonlySet<string> = new Set(["approved", "in-progress"]);

async function plansAtWork(context: Context): Promise<readonly Pick<FoundPlan, "shown" | "plan">[]> {
  const plans = (await findPlans(context)).filter(({ plan }) => plan.tasks.length > 0);
  const atWork = plans.filter(({ subject: { typed } }) => AT_WORK.has(typed?.state?.name ?? ""));
  if (atWork.length > 0) return atWork;
  if (plans.length === 1) return plans;
  const names = plans.map(({ shown }) => shown).join("\n  ");
  throw new CliError(
    EXIT.usage,
    "No plan is approved or in progress.",
    names === "" ? 'Begin one: nomous new plan "Its title"' : `Name one:\n  ${names}`,
  );
}

function printNext(
  { console }: Context,
  { path, ready, waiting, cycle }: { path: string } & ReturnType<typeof nextTasks>,
): void {
  const print = (line: string): void => console.print(withoutControls(line).trimEnd());
  console.print(console.style("bold", withoutControls(path)));
  if (cycle !== null) console.note(`${cycleWords(path, cycle)} Take one of them out of the After of another.`);
  if (ready.length + waiting.length === 0) print("  Everything is done.");
  const columns = [
    { heading: "Next", cells: ready.map(({ task }) => task.id) },
    { heading: "Task", cells: ready.map(({ task }) => task.title), least: 20 },
    {
      heading: "Slack",
      cells: ready.map(({ slack }) => (slack === null ? "" : slack === 0 ? "» critical" : formatDays(slack))),
    },
    { heading: "Who", cells: ready.map(({ task }) => task.who ?? "") },
    { heading: "Why now", cells: ready.map(({ why }) => why) },
  ];
  if (ready.length > 0) for (const line of textTable(columns, widthOf() - 2)) print(`  ${line}`);
  for (const { task, waitsFor } of waiting) {
    const why = waitsFor.map(({ id, why }) => `${id} (${why})`).join(", ");
    print(`  ${task.id} waits${why === "" ? ": it is blocked" : ` for ${why}`}`);
  }
}

/** The plan for other programs, on stdout or into a file. */
export async function exportPlan(
  context: Context,
  named: string | undefined,
  { format, out }: { format: PlanFormat; out?: string },
): Promise<ExitCode> {
  const text = exported(await openPlan(context, named), format);
  if (out === undefined || out === "-") context.console.write(text);
  else {
    const file = resolve(context.cwd, out);
    await writeFile(file, text).catch((error: unknown) => {
      throw new CliError(
        EXIT.failure,
        `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
        "Choose another file with -o.",
        { cause: error },
      );
    });
    context.console.note(`Written: ${out}`);
  }
  return EXIT.ok;
}

/** Every plan with how far it is. */
export async function listPlans(context: Context): Promise<ExitCode> {
  const { console, json } = context;
  const plans = (await findPlans(context)).map(progressOf);
  if (json) console.print(JSON.stringify({ plans }));
  else if (plans.length === 0) console.print('There is no plan here. Begin one: nomous new plan "Its title"');
  else for (const line of listLines(plans)) console.print(line);
  return EXIT.ok;
}

type PlanProgress = ReturnType<typeof progressOf>;

function progressOf({ shown, subject, plan }: FoundPlan) {
  const counted = (standing: Plan["tasks"][number]["standing"]): number =>
    plan.tasks.filter((task) => task.standing === standing).length;
  const simulation = simulateSchedule(plan, { seed: DEFAULT_SEED });
  return {
    path: shown,
    state: subject.typed?.state?.label ?? null,
    tasks: plan.tasks.length - counted("dropped"),
    done: counted("done"),
    notVerified: counted("not-verified"),
    failed: counted("failed"),
    /** Hours of work. */
    p80: "cycle" in simulation ? null : simulation.p80,
    cycle: "cycle" in simulation ? simulation.cycle : null,
  };
}

const listLines = (plans: readonly PlanProgress[]): string[] =>
  textTable(
    [
      { heading: "Plan", cells: plans.map(({ path }) => path) },
      { heading: "State", cells: plans.map(({ state }) => state ?? "no state") },
      { heading: "Done", cells: plans.map(({ done, tasks }) => `${done} of ${tasks}`) },
      { heading: "Open verification", cells: plans.map(openVerification) },
      { heading: "P80", cells: plans.map(({ p80 }) => (p80 === null ? "waits for itself" : formatDays(p80))) },
    ],
    Number.POSITIVE_INFINITY,
  );

const openVerification = ({ notVerified, failed }: PlanProgress): string =>
  [...(notVerified > 0 ? [`${notVerified} not verified`] : []), ...(failed > 0 ? [`${failed} failed`] : [])].join(
    ", ",
  ) || "none";
