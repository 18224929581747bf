// The findings that a workspace is known to have: `nomous-baseline.json`, a plain file for git beside `nomous.yaml`.
import { WorkspaceError } from "@nomous/lab";
import { changeDocument, createDocument, readDocument, type Workbench } from "@nomous/lab/documents";
import {
  applyBaseline,
  type Baseline,
  createBaseline,
  decodeBaseline,
  encodeBaseline,
  type ReportedDocument,
} from "@nomous/workbench";
import { createLineIndex } from "@nomous/workbench/data";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { waitingOf } from "./waiting.ts";

const FILE = "nomous-baseline.json";

export interface BaselineOutcome {
  readonly documents: readonly ReportedDocument[];
  readonly known: number;
  /** For the person. */
  readonly note?: string;
}

/** Takes known findings out; when `accepts`, all that are there now become known. */
export async function useBaseline(
  context: Context,
  workbench: Workbench,
  documents: readonly ReportedDocument[],
  accepts: boolean,
): Promise<BaselineOutcome> {
  const before = await readBaseline(workbench);
  if (accepts) return acceptAll(context, workbench, documents, before);
  if (before === null) return { documents, known: 0 };
  const { gone, ...rest } = applyBaseline(before, documents);
  const count = gone.reduce((sum, entry) => sum + entry.count, 0);
  if (count === 0) return rest;
  return {
    ...rest,
    note: `${count} known ${count === 1 ? "finding is" : "findings are"} gone: run nomous check --baseline to forget them.`,
  };
}

async function acceptAll(
  context: Context,
  { workspace }: Workbench,
  documents: readonly ReportedDocument[],
  before: Baseline | null,
): Promise<BaselineOutcome> {
  const checked = new Set(documents.map(({ path }) => path));
  const others = (before ?? []).filter(({ path }) => !checked.has(path));
  const baseline = [...others, ...createBaseline(documents)].toSorted((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : 0,
  );
  const text = encodeBaseline(baseline);
  if (before === null) await createDocument(workspace, FILE, text);
  else await changeDocument(workspace, FILE, () => text, waitingOf(context));
  const { documents: rest, known } = applyBaseline(baseline, documents);
  return {
    documents: rest,
    known,
    note: `Accepted ${known} ${known === 1 ? "finding" : "findings"} in ${FILE}. From now on only new ones count; commit the file.`,
  };
}

async function readBaseline({ workspace }: Workbench): Promise<Baseline | null> {
  const text = await readDocument(workspace, FILE).then(
    (document) => document.text,
    (error: unknown) => {
      if (error instanceof WorkspaceError && error.code === "not-found") return null;
      throw error;
    },
  );
  if (text === null) return null;
  const decoded = decodeBaseline(text);
  if (decoded.ok) return decoded.value;
  const lines = createLineIndex(text);
  const told = decoded.problems.map(({ from, message }) => {
    const { line, column } = lines.positionOf(from);
    return `${FILE}:${line}:${column}: ${message}`;
  });
  throw new CliError(
    EXIT.usage,
    `The baseline cannot be used.\n${told.join("\n")}`,
    "Mend it, or delete it and run nomous check --baseline.",
  );
}
