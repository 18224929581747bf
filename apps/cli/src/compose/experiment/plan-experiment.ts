// What will be run, before it is: the commands as they are, and what the session can find out.
import { areAllowed, commandsHash, commandsOf, type ExperimentCommand } from "@nomous/lab/experiments";
import type { ExperimentPlan, ExperimentProblem } from "@nomous/protocol";
import {
  type Experiment,
  findResults,
  type FoundResults,
  freezeProtocol,
  measuredRuns,
  planSession,
  protocolHash,
  type Subject,
} from "@nomous/workbench";
import { probeCommand } from "../../experiment/probe-command.ts";
import { experimentIn, type LabPlace, openDocument, openSettled } from "../lab/lab-place.ts";

export type Resumable = Extract<FoundResults, { readonly status: "found" }>;

export interface PlannedExperiment {
  readonly plan: ExperimentPlan | null;
  readonly problems: readonly ExperimentProblem[];
}

export async function planExperiment(place: LabPlace, path: string, id: string): Promise<PlannedExperiment> {
  const opened = await openDocument(await openSettled(place), path);
  const { subject, read } = opened;
  const problems = read.find((one) => one.id === id)?.problems ?? [];
  if (problems.length > 0) return { plan: null, problems: problems.map((problem) => placed(subject, problem)) };
  const experiment = experimentIn(opened, id);
  const commands = commandsOf(experiment, probeCommand);
  const hash = commandsHash(commands);
  const isAllowed = await areAllowed(place.workspace, hash);
  const found = findResults(subject.surroundings, experiment);
  return { plan: { ...planOf(experiment, found, commands), commands: hash, isAllowed }, problems: [] };
}

function planOf(
  experiment: Experiment,
  found: FoundResults,
  commands: readonly ExperimentCommand[],
): Omit<ExperimentPlan, "commands" | "isAllowed"> {
  const protocol = freezeProtocol(experiment);
  const measured = found.status === "found" ? measuredRuns(found.results) : undefined;
  const { rounds, runs, expectedMinutes, detectable } = planSession(protocol, measured);
  return {
    protocolHash: protocolHash(protocol),
    variants: experiment.variants.map(({ id, title, folder, ref, build, env }) => ({
      id,
      title,
      argv: argvOf(commands, "run", id),
      folder,
      ref,
      build: build === null ? null : [...build],
      env: { ...env },
    })),
    recoveries: experiment.faults
      .map(({ id }) => ({ fault: id, argv: argvOf(commands, "recover", id) }))
      .filter(({ argv }) => argv.length > 0),
    sees: [...new Set(commands.flatMap(({ sees }) => sees))],
    removes: [...new Set(commands.flatMap(({ removes }) => removes))],
    rounds,
    runs,
    minutes: expectedMinutes,
    detectable,
    resumable: resumableIn(found)?.path ?? null,
  };
}

const argvOf = (commands: readonly ExperimentCommand[], role: ExperimentCommand["role"], of: string): string[] => [
  ...(commands.find((one) => one.role === role && one.of === of)?.argv ?? []),
];

/** A session that can be gone on with: of this very protocol, and not complete. */
export const resumableIn = (found: FoundResults): Resumable | null =>
  found.status === "found" && found.isProtocolCurrent && found.results.status !== "complete" ? found : null;

function placed({ markdown }: Subject, { from, to, message }: { from: number; to: number; message: string }) {
  return { message, from, to, ...markdown.lines.positionOf(from) };
}
