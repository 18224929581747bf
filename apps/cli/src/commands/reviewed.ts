// Somebody has looked at documents again and says that they still hold.
import { reviewDocuments, type ReviewOutcome } from "@nomous/lab/staleness";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { withoutControls } from "../without-controls.ts";
import { findChecks } from "../workbench/find-checks.ts";
import { localTime } from "../workbench/local-time.ts";
import { explained } from "../workbench/open-workbench.ts";
import { waitingOf } from "../workbench/waiting.ts";

export interface ReviewedOptions {
  /** Why they still hold. */
  readonly why?: string;
}

/** Exit code 0: all that they rest on is recorded. 1: something of it is gone, so the document has to be corrected. */
export async function reviewed(
  context: Context,
  named: readonly string[],
  { why }: ReviewedOptions,
): Promise<ExitCode> {
  const outcomes: (ReviewOutcome & { readonly prefix: string })[] = [];
  for (const { workbench, paths, prefix } of await findChecks(context, named)) {
    if (paths.length === 0) continue;
    const { iso: at } = localTime(context.runtime.clock.now());
    const options = { ...waitingOf(context), at, why: why ?? null };
    outcomes.push({ ...(await explained(reviewDocuments(workbench, paths, options))), prefix });
  }
  if (outcomes.length === 0) throw new CliError(EXIT.usage, "There is no Markdown file among these names.");
  tell(context, outcomes);
  return outcomes.some(({ missing, problems }) => missing.length + problems.length > 0) ? EXIT.failure : EXIT.ok;
}

function tell({ console, json }: Context, outcomes: readonly (ReviewOutcome & { readonly prefix: string })[]): void {
  const documents = outcomes.flatMap(({ prefix, recorded }) =>
    [...recorded].map(([path, targets]) => ({ path: prefix + path, targets })),
  );
  const missing = outcomes.flatMap(({ prefix, missing }) =>
    missing.map(({ document, target, line }) => ({ path: prefix + document, line, target })),
  );
  const problems = outcomes.flatMap(({ prefix, problems }) =>
    problems.map(({ path, message }) => ({ path: prefix + path, message })),
  );
  if (json) return console.print(JSON.stringify({ documents, missing, problems }));
  for (const { path, targets } of documents)
    if (targets > 0 || documents.length === 1)
      console.print(withoutControls(`${path}: ${targets} ${targets === 1 ? "target" : "targets"} recorded`));
  for (const { path, line, target } of missing)
    console.print(withoutControls(`${path}:${line}: ${target} is gone. Correct the sentence.`));
  for (const { path, message } of problems)
    console.note(withoutControls(message.startsWith(path) ? message : `${path}: ${message}`));
  if (documents.some(({ targets }) => targets > 0)) console.note("Commit nomous.lock, so that others and CI know.");
}
