// Everything that a variant needs is looked for before the first line is written: the commit, the folder, the program. What is missing is told then,
// and not after an hour of rounds.
import { realpath } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Experiment, SessionRecord, Variant } from "@nomous/workbench/experiments";
import type { Workspace } from "../workspace/open-workspace.ts";
import { pathBelow } from "../workspace/workspace-path.ts";
import { findCommand } from "./find-command.ts";
import { type Environment, environmentOf } from "./run-environment.ts";
import { SessionError } from "./session-error.ts";
import { commitOf, type Worktrees } from "./worktrees.ts";

/** The argv that runs a probe, for the program that has the probes. */
export type ProbeCommand = (
  name: string,
  params: Readonly<Record<string, string | number | boolean>>,
) => readonly [string, ...string[]];

/** A variant that can be run. */
export interface PreparedVariant {
  readonly id: string;
  /** The first is an absolute path. */
  readonly argv: readonly string[];
  /** Absolute, without links. */
  readonly cwd: string;
  readonly env: Environment;
  readonly commit: string | null;
}

export interface Preparation {
  readonly workspace: Workspace;
  readonly experiment: Experiment;
  readonly environment: Environment;
  readonly probeCommand: ProbeCommand;
}

/** Runs a build to its end. Rejects with a `SessionError` that has its last lines. */
export type Build = (
  variant: Variant,
  argv: readonly string[],
  place: Pick<PreparedVariant, "cwd" | "env">,
) => Promise<void>;

/** What can be told without checking anything out: that each commit is there, and each program that runs in the workspace. */
export async function checkVariants(preparation: Preparation): Promise<void> {
  for (const variant of preparation.experiment.variants)
    if ((await commitOf(preparation.workspace.root, variant)) === null)
      await prepareIn(preparation, variant, preparation.workspace.root, null);
}

/** All variants, each where it runs. */
export async function prepareVariants(
  preparation: Preparation,
  worktrees: Worktrees,
  build: Build,
): Promise<PreparedVariant[]> {
  const { workspace, experiment } = preparation;
  const prepared: PreparedVariant[] = [];
  for (const variant of experiment.variants) {
    const commit = await commitOf(workspace.root, variant);
    const root = commit === null ? workspace.root : await openBuilt(preparation, variant, commit, worktrees, build);
    prepared.push(await prepareIn(preparation, variant, root, commit));
  }
  return prepared;
}

async function openBuilt(
  { environment }: Preparation,
  variant: Variant,
  commit: string,
  worktrees: Worktrees,
  build: Build,
): Promise<string> {
  const { folder, isNew } = await worktrees.open(commit, variant.build);
  if (!isNew || variant.build === null) return folder;
  const place = { cwd: folder, env: environmentOf(variant, environment) };
  const [program = "", ...args] = variant.build;
  await build(variant, [await findCommand(program, `the build of \`${variant.id}\``, place), ...args], place);
  return folder;
}

async function prepareIn(
  { experiment, environment, probeCommand }: Preparation,
  variant: Variant,
  root: string,
  commit: string | null,
): Promise<PreparedVariant> {
  const { id, command } = variant;
  const place = { cwd: await folderIn(root, variant), env: environmentOf(variant, environment) };
  const [program, ...args] = command.kind === "argv" ? command.argv : probeCommand(command.probe, command.params);
  for (const fault of experiment.faults)
    if (fault.recover !== null) await findCommand(fault.recover[0], `\`recover\` of the fault \`${fault.id}\``, place);
  return { id, argv: [await findCommand(program, `the variant \`${id}\``, place), ...args], ...place, commit };
}

async function folderIn(root: string, { id, folder }: Variant): Promise<string> {
  const found = await realpath(join(root, folder)).catch(() => null);
  if (found !== null && pathBelow(root, found) !== null) return found;
  const because = found === null ? "does not exist" : "leads out of the workspace";
  throw new SessionError(
    "command",
    `The folder \`${folder}\` of the variant \`${id}\` ${because}. Name one below ${root}.`,
  );
}

/**
 * As the first line of the evidence has them: the program as the experiment names it, because where a machine keeps it is nobody else's business,
 * and folders relative to the workspace.
 */
export const recordedVariants = (
  root: string,
  { variants }: Experiment,
  prepared: readonly PreparedVariant[],
): SessionRecord["variants"] =>
  Object.fromEntries(
    prepared.map(({ id, argv: [, ...args], cwd, commit }) => {
      const command = variants.find((variant) => variant.id === id)?.command;
      const argv =
        command?.kind === "argv" ? command.argv : ["nomous", "probe", command?.probe ?? "", ...probeArgs(args)];
      return [id, { argv, cwd: relative(root, cwd) || ".", commit }];
    }),
  );

/** Behind the program and the word `probe NAME`. */
const probeArgs = (args: readonly string[]): readonly string[] => args.slice(args.indexOf("probe") + 2);
