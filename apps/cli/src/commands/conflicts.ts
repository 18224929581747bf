// Tells where edits met that nobody has decided between.
import { decisionsOf } from "@nomous/lab/documents";
import { commandLine } from "@nomous/workbench";
import { type ConflictList, listConflicts, type ListedConflict } from "../conflict/listed-conflicts.ts";
import { printConflicts } from "../conflict/print-conflicts.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { withoutControls } from "../without-controls.ts";
import { findChecks } from "../workbench/find-checks.ts";
import { explained } from "../workbench/open-workbench.ts";

export interface ConflictsOptions {
  /** Those that are decided too. */
  readonly all?: boolean;
}

/** Exit code 0: none is open. 1: some are. 2: a line of the reviews is not understood, and may be one. */
export async function conflicts(
  context: Context,
  named: readonly string[],
  { all = false }: ConflictsOptions,
): Promise<ExitCode> {
  const lists: ConflictList[] = [];
  for (const planned of await findChecks(context, named))
    lists.push(await explained(listConflicts(planned, named.length > 0)));
  const found = lists.flatMap((list) => list.conflicts);
  const problems = lists.flatMap((list) => list.problems);
  const open = found.filter(({ isOpen }) => isOpen);
  const told = all ? found : open;
  if (context.json) context.console.print(JSON.stringify({ open: open.length, conflicts: told.map(jsonOf), problems }));
  else {
    printConflicts(context.console, told);
    context.console.print(summaryOf(open));
    for (const { path, line, message } of problems)
      context.console.note(withoutControls(`${path}:${line}: ${message}. It may be a conflict: mend the line.`));
  }
  if (problems.length > 0) return EXIT.usage;
  return open.length > 0 ? EXIT.failure : EXIT.ok;
}

function summaryOf(open: readonly ListedConflict[]): string {
  if (open.length === 0) return "No conflict is open.";
  const count = open.length === 1 ? "1 conflict is open." : `${open.length} conflicts are open.`;
  const first = open.find(({ isGone }) => !isGone);
  if (first === undefined)
    return `${count} What is gone may have been moved: decide where it is now, by the end of the id.`;
  const argv = ["nomous", "conflicts", "resolve", withoutControls(first.shown), String(first.number)];
  return `${count} Decide in the browser, or: ${commandLine(argv)} --keep merged|mine|theirs`;
}

function jsonOf({ shown, path, line, now, number, id, isOpen, isGone, conflict, details }: ListedConflict): unknown {
  const known = { path: shown, line: now, number, id, isOpen, isGone, place: `${path}:${line}` };
  if (details === null) return { ...known, section: conflict.section ?? "", kind: null };
  const { section, kind, base, mine, theirs, merged, cut = false, who, at } = details;
  return { ...known, section, kind, base, mine, theirs, merged, cut, who, at, decisions: decisionsOf(details) };
}
