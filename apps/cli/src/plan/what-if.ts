// What a plan would be with what a person wants to try. Nothing is written before they say so.
import { changeDocument } from "@nomous/lab/documents";
import {
  applyChanges,
  createSubject,
  editsOfChanges,
  parsePlanChange,
  type Plan,
  type PlanChange,
  splice,
} from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { explained } from "../workbench/open-workbench.ts";
import { tellKept } from "../workbench/tell-kept.ts";
import { waitingOf } from "../workbench/waiting.ts";
import type { OpenedPlan } from "./open-plan.ts";

/** Throws a `CliError` that tells every one that is no change. */
export function readChanges(words: readonly string[]): PlanChange[] {
  const read = words.map(parsePlanChange);
  refuseProblems(read.flatMap((one) => ("problems" in one ? one.problems : [])));
  return read.filter((one) => "kind" in one);
}

/** Throws a `CliError` when a task is not there, or a change makes no sense. */
export function changedPlan(plan: Plan, changes: readonly PlanChange[]): Plan {
  const changed = applyChanges(plan, changes);
  if ("problems" in changed) refuseProblems(changed.problems);
  return "problems" in changed ? plan : changed;
}

function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new CliError(EXIT.usage, problems.join("\n"), "Nothing was changed.");
}

/** Writes the changes into the document, cell by cell. */
export async function acceptChanges(
  context: Context,
  { document }: OpenedPlan,
  changes: readonly PlanChange[],
): Promise<void> {
  const { path, workbench, survey } = document;
  const change = async (text: string): Promise<string> => {
    const edits = editsOfChanges(createSubject(await survey(path, text)).subject, changes);
    if ("problems" in edits) {
      refuseProblems(edits.problems);
      return text;
    }
    return splice(text, edits);
  };
  const { kept } = await explained(changeDocument(workbench.workspace, path, change, waitingOf(context)));
  tellKept(context, path, kept);
}
