// What the workbench says of documents, as the bridge passes it on: the wire knows shapes, the lab knows what they mean.
import * as z from "zod/mini";
import { Actor } from "../actor.ts";
import { WorkspacePath } from "../conversation/turn.ts";
import { DocumentId } from "../ids.ts";
import { FileHash } from "./document-event.ts";

const count = z.int().check(z.nonnegative());

/** One line of the library. */
export const DocumentOverview = z.object({
  path: WorkspacePath,
  /** Once it was opened. */
  document: z.optional(DocumentId),
  title: z.string(),
  /** Name of its type; `null`: a Markdown file of no type. */
  type: z.nullable(z.string()),
  state: z.nullable(z.object({ name: z.string(), label: z.string(), stage: z.string() })),
  /** States that it may move to. */
  possible: z.array(z.object({ name: z.string(), label: z.string(), isApproval: z.boolean() })),
  progress: z.object({ written: count, required: count, phase: z.nullable(z.string()) }),
  problems: z.object({ error: count, warning: count, note: count }),
  /** `valid`: somebody approved this content. `stale`: it was edited since. */
  approval: z.enum(["valid", "stale", "none", "unknown"]),
  /** Days as `2026-11-28`: of the first commit and of the last; `null`: in none yet. */
  committed: z.nullable(z.object({ first: z.string(), last: z.string() })),
  /** What to do next, a sentence. */
  next: z.string(),
  /** Paths of documents that it was made from. */
  sources: z.array(WorkspacePath),
});
export type DocumentOverview = z.infer<typeof DocumentOverview>;

/** What the editor checks a text with, besides the text: the team's types and settings. */
export const WorkbenchSettings = z.object({
  /** `DocumentType` of the workbench, as data. */
  types: z.array(z.unknown()),
  /** What rules weigh here, by id. */
  rules: z.record(z.string(), z.string()),
  without: z.array(z.string()),
  /** `2026-11-28` */
  today: z.string(),
  /** What is wrong with the settings file, when they could not be read. */
  problem: z.optional(z.string()),
});
export type WorkbenchSettings = z.infer<typeof WorkbenchSettings>;

/** What rules want to know of the workspace. */
export const Survey = z.object({
  kinds: z.record(z.string(), z.enum(["file", "folder", "missing", "outside", "unknown"])),
  /** Of files that are text and not large. */
  texts: z.record(z.string(), z.string()),
  /** Names of the files in each folder that was asked about. */
  folders: z.optional(z.record(z.string(), z.array(z.string()))),
  commits: z.record(z.string(), z.boolean()),
  approval: z.enum(["valid", "stale", "none", "unknown"]),
});
export type Survey = z.infer<typeof Survey>;

/** Something that stands in the way of a state, with its place in the text as it would be. */
export const Obstacle = z.object({
  rule: z.string(),
  severity: z.string(),
  message: z.string(),
  from: count,
  to: count,
  line: count,
  column: count,
});
export type Obstacle = z.infer<typeof Obstacle>;

/** One entry of a document's history. `version` names it: `seq:<number>` or `file:<hash>`. */
export const HistoryEntry = z.object({
  version: z.string(),
  kind: z.enum(["created", "edited", "file", "checkout", "labelled", "kept"]),
  /** First and last item of the stream that it covers. */
  seq: z.tuple([count, count]),
  /** Wall clock of the first and the last, milliseconds. */
  at: z.tuple([z.number(), z.number()]),
  actors: z.array(Actor),
  /** Number of updates. */
  edits: count,
  label: z.optional(z.string()),
  file: z.optional(z.object({ hash: FileHash, sizeBytes: count })),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** The value of the stream `documents`; another revision: the list would say something else. */
export const DocumentsState = z.object({ revision: count });
export type DocumentsState = z.infer<typeof DocumentsState>;
