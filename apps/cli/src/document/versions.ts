// Versions of a document as a person names them: the number of an item, the beginning of a file's hash, or the whole name.
import type { LiveDocument } from "@nomous/client";
import type { HistoryEntry } from "@nomous/protocol";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";
import { sizeText } from "../size-text.ts";
import { localTime } from "../workbench/local-time.ts";
import { withoutControls } from "../without-controls.ts";
import { actorText, listed } from "./people.ts";

const SHORT = 12;

/** `seq:12`, `file:1a2b3c4d5e6f` */
export const versionText = (version: string): string =>
  version.startsWith("file:") ? version.slice(0, "file:".length + SHORT) : version;

/** Newest first, at most `limit`. */
export async function readHistory(document: LiveDocument, limit: number): Promise<readonly HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  let before: number | undefined;
  for (;;) {
    const page = await document.history(before);
    entries.push(...page.entries);
    before = page.entries.at(-1)?.seq[0];
    if (entries.length >= limit || !page.hasMore || before === undefined) return entries.slice(0, limit);
  }
}

const MAX_SEARCHED = 5_000;

/** The name that the bridge knows it by. */
export async function findVersion(document: LiveDocument, named: string): Promise<string> {
  if (/^\d+$/.test(named)) return `seq:${named}`;
  if (/^seq:\d+$|^file:[0-9a-f]{64}$/.test(named)) return named;
  const hash = /^(?:file:)?([0-9a-f]{4,63})$/.exec(named)?.[1];
  const found =
    hash === undefined
      ? []
      : (await readHistory(document, MAX_SEARCHED)).filter(({ version }) => version.startsWith(`file:${hash}`));
  const versions = [...new Set(found.map(({ version }) => version))];
  const [only, ...more] = versions;
  if (only !== undefined && more.length === 0) return only;
  const what = versions.length === 0 ? "There is no version" : `${versions.length} versions begin with`;
  throw new CliError(EXIT.usage, `${what} "${named}".`, "`nomous history DOC` lists them: seq:12, file:1a2b3c4d5e6f.");
}

const WHAT = {
  created: () => "begun",
  edited: ({ edits }) => `${edits} ${edits === 1 ? "edit" : "edits"}`,
  file: ({ label }) => label ?? "changed in the file",
  checkout: () => "git brought another version",
  labelled: ({ label }) => label ?? "edited",
  kept: ({ file }) => `the file as it was${file === undefined ? "" : `, ${sizeText(file.sizeBytes)}`}`,
} as const satisfies Record<HistoryEntry["kind"], (entry: HistoryEntry) => string>;

/** What an entry of the history is about. */
const whatText = (entry: HistoryEntry): string => withoutControls(WHAT[entry.kind](entry));

/** Version, when, who, what. */
export const rowOf = (entry: HistoryEntry): readonly string[] => [
  versionText(entry.version),
  localTime(entry.at[1]).time.slice(0, "2026-11-28 21:10".length),
  listed(entry.actors.map(actorText)),
  whatText(entry),
];
