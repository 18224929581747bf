// A document can come from anywhere, and its experiments run programs. So each list of commands, which the plan has shown, is asked for once a
// workspace.
import {
  allowCommands as remember,
  areAllowed,
  commandsHash,
  commandsOf,
  type ExperimentCommand,
} from "@nomous/lab/experiments";
import { commandLine } from "@nomous/workbench";
import { confirm } from "../confirm.ts";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import type { OpenedDocument } from "../workbench/open-document.ts";
import { explained } from "../workbench/open-workbench.ts";
import { waitingOf } from "../workbench/waiting.ts";
import type { OpenedExperiment } from "./open-experiments.ts";
import { probeCommand } from "./probe-command.ts";

/** Resolves when all may run. Rejects with a `CliError` when the person says no, or nobody is there to ask. */
export async function allowCommands(
  context: Context,
  { workbench: { workspace } }: OpenedDocument,
  experiments: readonly OpenedExperiment[],
  isSaid: boolean,
): Promise<void> {
  for (const { experiment } of experiments) {
    const commands = commandsOf(experiment, probeCommand);
    const hash = commandsHash(commands);
    if (await areAllowed(workspace, hash)) continue;
    const question = `The commands of ${experiment.id} have not run in ${workspace.root} before. Run them?`;
    if (!(await confirm(question, isSaid))) throw new CliError(EXIT.refused, "Nothing was run.");
    await explained(remember(workspace, hash, waitingOf(context)));
  }
}

/** What is run, and everything that makes it another command than the one that stands there. */
export function described({ role, of, argv, folder, ref, env, sees, removes }: ExperimentCommand): string {
  const beside = [
    ...(folder === "." ? [] : [`in ${commandLine([folder])}`]),
    ...(ref === null ? [] : [`at ${commandLine([ref])}`]),
    ...(sees.length === 0 ? [] : [`sees ${sees.join(", ")}`]),
    ...(removes.length === 0 ? [] : [`removes ${commandLine(removes)} first`]),
  ];
  const set = Object.entries(env).map(([name, value]) => commandLine([`${name}=${value}`]));
  const what = role === "run" ? of : `${of}, ${role}`;
  return `${what}: ${[[...set, commandLine(argv)].join(" "), ...beside].join("; ")}`;
}
