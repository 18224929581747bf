// A rollback drill: writes the experiment that tries the way back of a step into the plan. It runs when the person says so.
import { changeDocument } from "@nomous/lab/documents";
import { createSubject, drillFor, splice } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { explained } from "../workbench/open-workbench.ts";
import { tellKept } from "../workbench/tell-kept.ts";
import { waitingOf } from "../workbench/waiting.ts";
import { openPlan } from "./open-plan.ts";

/** `step` is its name, or its number from 1. */
export async function drillStep(context: Context, named: string, step: string): Promise<ExitCode> {
  const { document, subject, shown } = await openPlan(context, named);
  const { path, workbench, survey } = document;
  const drill = drillFor(subject, step);
  if ("problem" in drill) throw new CliError(EXIT.usage, `${path}: ${drill.problem}`);
  const change = async (text: string): Promise<string> => {
    const now = drillFor(createSubject(await survey(path, text)).subject, step);
    if ("problem" in now) throw new CliError(EXIT.failure, `${path}: ${now.problem}`);
    return splice(text, now.edits);
  };
  const { kept } = await explained(changeDocument(workbench.workspace, path, change, waitingOf(context)));
  tellKept(context, path, kept);
  const next = `nomous run ${shown} --experiment ${drill.id}`;
  if (context.json)
    context.console.print(
      JSON.stringify({ path, experiment: drill.id, step: drill.step, deploys: drill.deploys, next }),
    );
  else {
    if (!drill.deploys)
      context.console.note(`"${drill.step}" names no command that deploys it: only its way back is tried.`);
    context.console.note(`${path} has the experiment ${drill.id}. Look at the block, then: ${next}`);
  }
  return EXIT.ok;
}
