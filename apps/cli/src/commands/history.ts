// What happened to a document: its history as a table, one version's text, or what differs from now; and a version brought back.
import { countChangedLines, unifiedDiff } from "@nomous/lab/documents";
import type { Console } from "../console.ts";
import type { Context } from "../context.ts";
import { type NamedDocument, withDocument } from "../document/open-live.ts";
import { findVersion, readHistory, rowOf, versionText } from "../document/versions.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";

export interface HistoryOptions {
  readonly limit: number;
  readonly diff?: boolean;
}

/** Prints the history of a document, newest first; with a version its text, or its difference to the present one. */
export function history(
  context: Context,
  named: string,
  version: string | undefined,
  { limit, diff = false }: HistoryOptions,
): Promise<ExitCode> {
  return withDocument(context, named, async (document) => {
    if (version !== undefined) return showVersion(context, document, version, diff);
    const entries = await readHistory(document.live, limit);
    if (context.json) context.console.print(JSON.stringify({ path: document.path, entries }));
    else printTable(context.console, entries.map(rowOf));
    return EXIT.ok;
  });
}

const HEAD = ["version", "when", "who", "what"];

function printTable(console: Console, rows: readonly (readonly string[])[]): void {
  const widths = HEAD.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  console.print(console.style("dim", line(HEAD)));
  for (const row of rows) console.print(line(row));
}

async function showVersion(
  { console, json }: Context,
  { path, live }: NamedDocument,
  named: string,
  isDiff: boolean,
): Promise<ExitCode> {
  const version = await findVersion(live, named);
  const text = await live.version(version);
  const shown = isDiff
    ? unifiedDiff(text, live.view.current().text, [`${path} (${versionText(version)})`, path])
    : text;
  if (json) console.print(JSON.stringify({ path, version, [isDiff ? "diff" : "text"]: shown }));
  else console.write(shown);
  return EXIT.ok;
}

/** Makes the text what it was, as a new edit: what is there now stays in the history. */
export function restoreVersion(context: Context, named: string, wanted: string): Promise<ExitCode> {
  const { console, json } = context;
  return withDocument(context, named, async ({ path, live }) => {
    const version = await findVersion(live, wanted);
    const text = await live.version(version);
    const lines = countChangedLines(live.view.current().text, text);
    await live.replace(text, `restored ${versionText(version)}`);
    await live.saved();
    if (json) console.print(JSON.stringify({ path, version, ...lines }));
    else if (lines.added + lines.removed === 0) console.print(`${path} is ${versionText(version)} already.`);
    else
      console.print(
        `${path} is ${versionText(version)} again: ${counted(lines.added)} added, ${lines.removed} removed.`,
      );
    return EXIT.ok;
  });
}

const counted = (lines: number): string => `${lines} ${lines === 1 ? "line" : "lines"}`;
