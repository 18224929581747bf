import { commandsOf } from "@nomous/lab/experiments";
import { commandLine, findResults, formatThreshold, measuredRuns, type Metric, planSession } from "@nomous/workbench";
import type { Context } from "../context.ts";
import { durationText } from "../progress-bar.ts";
import type { OpenedDocument } from "../workbench/open-document.ts";
import { described } from "./allow-commands.ts";
import type { OpenedExperiment } from "./open-experiments.ts";
import { probeCommand } from "./probe-command.ts";

/** What was frozen, what it will take and what it can find: before anything runs. It is the result itself where `isResult`, else for the person. */
export function printPlan(
  { console, json }: Context,
  { checked: { subject } }: OpenedDocument,
  { experiment, protocol, hash }: OpenedExperiment,
  isResult: boolean,
): void {
  const found = findResults(subject.surroundings, experiment);
  const plan = planSession(protocol, found.status === "found" ? measuredRuns(found.results) : undefined);
  const commands = commandsOf(experiment, probeCommand);
  if (json && isResult) {
    const { id, question } = experiment;
    console.print(JSON.stringify({ experiment: id, question, protocolHash: hash, protocol, plan, commands }));
    return;
  }
  const fact = (name: string, text: string): void =>
    console.note(`  ${console.styleNote("dim", name.padEnd(10))}${text}`);
  console.note(`${console.styleNote("bold", experiment.id)}: ${experiment.question}`);
  for (const command of commands) fact(command.role, described(command));
  for (const [i, metric] of experiment.metrics.entries()) {
    const { title, unit, better } = metric;
    const matters = `${formatThreshold(metric, scaled(metric))} matters`;
    fact(i === 0 ? "primary" : "metric", `${title}${unit === "" ? "" : `, ${unit}`}: ${better} is better, ${matters}`);
  }
  const { looks, seed, warmup, timeoutMs } = experiment.design;
  const rounds =
    looks.length === 1 ? `${looks[0]} paired rounds` : `paired rounds with looks after ${looks.join(", ")}`;
  fact("design", `${rounds}, ${warmup} to warm up, seed ${seed}, at most ${durationText(timeoutMs / 1_000)} a run`);
  const runs = `${plan.runs} runs, and more where rounds are disturbed`;
  fact("takes", plan.expectedMinutes === null ? runs : `about ${durationText(plan.expectedMinutes * 60)}: ${runs}`);
  fact("finds", plan.detectable);
  fact("protocol", `${hash.slice(0, 12)}, frozen before the first run`);
  if (experiment.inputs.length > 0) fact("inputs", commandLine(experiment.inputs));
}

/** The threshold as a comparison has it. */
const scaled = ({ threshold }: Metric): { readonly scale: "ratio" | "difference"; readonly threshold: number } =>
  threshold.kind === "share"
    ? { scale: "ratio", threshold: threshold.share }
    : { scale: "difference", threshold: threshold.value };
