// Evidence on its own: what it says, whether it is as it was written, and for other programs.
import { exportEvidence, type ExportFormat, readEvidence, verifyEvidence } from "@nomous/lab/experiments";
import {
  analyse,
  type Evidence,
  formatValue,
  type SessionHistory,
  sessionHistory,
  type SessionResults,
} from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Console } from "../console.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { explainedRun } from "../experiment/explain-run.ts";
import { findEvidence } from "../experiment/find-evidence.ts";
import { printVerdicts } from "../experiment/print-verdicts.ts";
import { withoutControls } from "../without-controls.ts";

/** What the newest session says, or the one that is named; every number is computed from its runs. */
export async function showEvidence(context: Context, named: string): Promise<ExitCode> {
  const { workspace, paths } = await findEvidence(context, named);
  const path = paths.at(-1) ?? "";
  const evidence = await read(context, named, path);
  const { session, machine, startedAt, git, tool } = evidence.session;
  printVerdicts(context, path, analyse(evidence));
  if (context.json) return EXIT.ok;
  const print = (line: string): void => context.console.print(withoutControls(line));
  const commit =
    git.commit === null ? "no commit" : `${git.commit.slice(0, 7)}${git.dirtyHash === null ? "" : " with changes"}`;
  print(`  session ${session} from ${startedAt} by nomous ${tool.version}, ${commit}`);
  print(
    `  machine ${machine.fingerprint}: ${machine.cpu}, ${machine.cores} cores, ${machine.system}, ${machine.runtime}`,
  );
  print(`  ${evidence.lines} lines, sealed ${evidence.seal.slice(0, 12)} in ${workspace.root}`);
  return EXIT.ok;
}

/** Whether every line, and every output beside it, is as it was written. Exit code 1 when one is not. */
export async function verify(context: Context, named: string | undefined): Promise<ExitCode> {
  const { workspace, paths } = await findEvidence(context, named);
  const { console, json } = context;
  const checked: { path: string; problems: readonly { line: number; message: string }[] }[] = [];
  for (const path of paths) checked.push({ path, problems: await explainedRun(verifyEvidence(workspace, path)) });
  const wrong = checked.filter(({ problems }) => problems.length > 0);
  if (json) console.print(JSON.stringify({ evidence: checked }));
  else {
    for (const { path, problems } of wrong)
      for (const { line, message } of problems) console.print(`${path}:${line}: ${message}`);
    const files = `${checked.length} file${checked.length === 1 ? "" : "s"} of evidence`;
    console.note(wrong.length === 0 ? `${files}: all as written.` : `${files}, ${wrong.length} not as written.`);
  }
  return wrong.length === 0 ? EXIT.ok : EXIT.failure;
}

/** One line a session, oldest first. What cannot be read is told, and the rest stands without it. */
export async function showHistory(context: Context, named: string): Promise<ExitCode> {
  const { console, json } = context;
  const { workspace, paths } = await findEvidence(context, named);
  const all: SessionResults[] = [];
  for (const path of paths) {
    const read = await explainedRun(readEvidence(workspace, path));
    if (read.ok) all.push(analyse(read.evidence));
    else console.note(`${path} cannot be used: nomous evidence verify says why.`);
  }
  const history = sessionHistory(all);
  if (history === null) throw new CliError(EXIT.failure, "No session of it can be read.");
  if (json) console.print(JSON.stringify(history));
  else printHistory(console, history);
  return EXIT.ok;
}

function printHistory(console: Console, { metric, variants, sessions, leftOut }: SessionHistory): void {
  const heads = ["session", "commit", ...variants.map(({ title }) => title)];
  const rows = sessions.map(({ session, commit, medians }) => [
    session,
    commit?.slice(0, 7) ?? "none",
    ...medians.map((median) => (median === null ? "none" : formatValue(metric, median))),
  ]);
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string => cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ");
  console.print(`${metric.title}, medians`);
  console.print(console.style("dim", line(heads)));
  for (const [i, row] of rows.entries()) {
    const changed = sessions[i]?.changed ?? [];
    console.print(`${line(row)}${changed.length === 0 ? "" : `  changed: ${changed.join(", ")}`}`.trimEnd());
  }
  if (leftOut > 0) console.print(`Left out, of other machines or metrics: ${leftOut}`);
}

/** The runs for another program, on stdout. */
export async function exportRuns(context: Context, named: string, format: ExportFormat): Promise<ExitCode> {
  const { paths } = await findEvidence(context, named);
  context.console.write(exportEvidence(await read(context, named, paths.at(-1) ?? ""), format));
  return EXIT.ok;
}

async function read(context: Context, named: string, path: string): Promise<Evidence> {
  const { workspace } = await findEvidence(context, named);
  const read = await explainedRun(readEvidence(workspace, path));
  if (read.ok) return read.evidence;
  const told = read.problems.map(({ line, message }) => `${path}:${line}: ${message}`);
  throw new CliError(EXIT.failure, `The evidence cannot be used.\n${told.join("\n")}`);
}
