import { checkDocuments, overviewOf } from "@nomous/lab/documents";
import type { CheckedDocument, Severity } from "@nomous/workbench";
import type { Console } from "../console.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { findChecks } from "../workbench/find-checks.ts";
import { withoutControls } from "../without-controls.ts";

interface ListedDocument {
  readonly path: string;
  readonly title: string;
  readonly type: string;
  /** Null when it says none that its type knows. */
  readonly state: string | null;
  readonly progress: { readonly written: number; readonly required: number; readonly phase: string | null };
  readonly problems: Readonly<Record<Severity, number>>;
  readonly next: string;
}

/** Prints every document that has a type, with how far it is and what to do next. */
export async function listDocuments(context: Context): Promise<ExitCode> {
  const { console, json } = context;
  const documents: ListedDocument[] = [];
  const unchecked: { path: string; message: string }[] = [];
  for (const { workbench, paths, prefix } of await findChecks(context, [])) {
    const take = (checked: CheckedDocument): void => void documents.push(...describe(checked, prefix));
    const failed = await checkDocuments(workbench, paths, take);
    unchecked.push(...failed.map(({ path, message }) => ({ path: prefix + path, message })));
  }
  if (json) console.print(JSON.stringify({ documents, unchecked }));
  else printDocuments(console, documents);
  if (!json) for (const { path, message } of unchecked) console.note(`${path}: ${message}`);
  return unchecked.length > 0 ? EXIT.usage : EXIT.ok;
}

function describe(checked: CheckedDocument, prefix: string): ListedDocument[] {
  const { path, title, type, state, progress, problems, next } = overviewOf(checked);
  if (type === null) return [];
  return [{ path: prefix + path, title, type, state: state?.label ?? null, progress, problems, next }];
}

const HEAD = ["document", "type", "state", "written", "problems"] as const;

function printDocuments(console: Console, documents: readonly ListedDocument[]): void {
  if (documents.length === 0) return console.print('No documents yet. Begin one: nomous new spike "A question"');
  const rows = documents.map((document) => [
    withoutControls(document.path),
    document.type,
    document.state ?? "no state",
    writtenText(document),
    problemsText(document),
  ]);
  const widths = HEAD.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  console.print(console.style("dim", line(HEAD)));
  for (const [i, row] of rows.entries()) {
    console.print(line(row));
    console.print(console.style("dim", `  ${withoutControls(documents[i]?.next ?? "")}`));
  }
}

function writtenText({ progress: { written, required, phase } }: ListedDocument): string {
  const parts = `${written} of ${required}`;
  return phase === null ? parts : `${parts}, ${phase}`;
}

const counted = (count: number, noun: string): string[] =>
  count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`];

const problemsText = ({ problems: { error, warning } }: ListedDocument): string =>
  [...counted(error, "error"), ...counted(warning, "warning")].join(", ") || "none";
