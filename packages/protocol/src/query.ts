// Queries read and change nothing, so they are neither stored nor repeated by the outbox (rules Q1 to Q3).
import * as z from "zod/mini";
import { ContextReport, Route } from "./conversation/answer.ts";
import { ChatSettings } from "./conversation/settings.ts";
import { Attachment, PromptText, WorkspacePath } from "./conversation/turn.ts";
import { SnapshotPlace } from "./document/document-event.ts";
import { DocumentFreshness, FreshnessOverview } from "./document/freshness.ts";
import { TaskCommands, TaskVerification } from "./document/plan.ts";
import { CoverageGap, TraceEdge, TraceNode } from "./document/trace.ts";
import { DocumentOverview, HistoryEntry, Survey, WorkbenchSettings } from "./document/workbench.ts";
import { ErrorBody } from "./error.ts";
import { ConversationId, DocumentId, StreamId, TurnId } from "./ids.ts";
import { ExperimentOverview, ExperimentPlan, ExperimentProblem } from "./job/experiment.ts";
import { LIMITS } from "./limits.ts";
import { ModelId, ModelList } from "./model.ts";
import type { Scope } from "./scope.ts";
import { SystemSample } from "./system.ts";

const limit = z.int().check(z.positive(), z.maximum(1_000));
const text = z.string().check(z.maxLength(400));
const line = z.int().check(z.positive());

export const EngineInfo = z.object({ id: z.string(), name: z.string(), kind: z.enum(["search", "scripted", "model"]) });
export type EngineInfo = z.infer<typeof EngineInfo>;

export const WorkspaceStatus = z.object({
  name: z.string(),
  path: z.string(),
  /** Files that can be searched. */
  files: z.object({ markdown: z.int(), source: z.int(), other: z.int() }),
  index: z.object({
    state: z.enum(["indexing", "ready", "failed"]),
    done: z.int(),
    total: z.int(),
    why: z.optional(z.string()),
  }),
  git: z.nullable(z.object({ branch: z.string(), changed: z.int() })),
  engines: z.array(EngineInfo),
});
export type WorkspaceStatus = z.infer<typeof WorkspaceStatus>;

export const QUERIES = {
  /** What is served here. */
  "workspace.status": {
    scope: "workspace:read",
    args: z.object({}),
    result: WorkspaceStatus,
  },
  /** Files whose path contains the words of `text`, best first. */
  "workspace.files": {
    scope: "workspace:read",
    args: z.object({ text, limit }),
    result: z.object({ files: z.array(z.object({ path: WorkspacePath, sizeBytes: z.int() })), total: z.int() }),
  },
  /** Lines `from` to `to` (from 1, both included) of a text file, as they are now. */
  "workspace.read": {
    scope: "workspace:read",
    args: z.object({ path: WorkspacePath, from: line, to: line }),
    result: z.object({ path: WorkspacePath, from: line, lines: z.array(z.string()), total: z.int() }),
  },
  /** Turns that contain the words of `text`, newest first. */
  "conversation.search": {
    scope: "conversation:read",
    args: z.object({ text, limit }),
    result: z.object({
      hits: z.array(z.object({ conversation: ConversationId, turn: TurnId, title: z.string(), excerpt: z.string() })),
    }),
  },
  /** What a prompt would be answered by, and what its model would be given, if it came now. */
  "conversation.preview": {
    scope: "conversation:read",
    args: z.object({
      conversation: z.nullable(ConversationId),
      parent: z.nullable(TurnId),
      text: z.union([PromptText, z.literal("")]),
      attachments: z.array(Attachment).check(z.maxLength(LIMITS.attachments)),
      settings: ChatSettings,
    }),
    /** Without a context: the engine is no model, or not loaded and its size not known. */
    result: z.object({ route: Route, context: z.nullable(ContextReport) }),
  },
  /** How far streams of a family are, in the order of their names, behind the name `after`: what a client has less of, it can fetch ahead. */
  "streams.heads": {
    scope: "document:read",
    args: z.object({ family: z.enum(["conversation", "document"]), after: z.optional(StreamId) }),
    result: z.object({
      streams: z
        .array(z.object({ sid: StreamId, epoch: z.int(), head: z.int() }))
        .check(z.maxLength(LIMITS.headsListed)),
      hasMore: z.boolean(),
    }),
  },
  /** Every document of the workspace with how far it is, by path. */
  "documents.list": {
    scope: "document:read",
    args: z.object({}),
    result: z.object({
      documents: z.array(DocumentOverview),
      /** What could not be read, and why. */
      unchecked: z.array(z.object({ path: WorkspacePath, message: z.string() })),
    }),
  },
  /** Where the document can be read as a whole; `null`: its stream is short, read that from the start. */
  "document.snapshot": {
    scope: "document:read",
    args: z.object({ document: DocumentId }),
    result: z.object({ snapshot: z.nullable(SnapshotPlace) }),
  },
  /** What happened to it, newest first, below item `before`. */
  "document.history": {
    scope: "document:read",
    args: z.object({ document: DocumentId, before: z.optional(z.int()), limit }),
    result: z.object({ entries: z.array(HistoryEntry), hasMore: z.boolean() }),
  },
  /** The text of a version, from UTF-16 unit `from` on, as much as a reply holds. */
  "document.version": {
    scope: "document:read",
    args: z.object({
      document: DocumentId,
      version: z.string().check(z.maxLength(80)),
      from: z.int().check(z.nonnegative()),
    }),
    result: z.object({ text: z.string(), total: z.int() }),
  },
  /** What the editor checks documents with. */
  "workbench.settings": { scope: "document:read", args: z.object({}), result: WorkbenchSettings },
  /** What rules want to know of the workspace when they check the text of `path`. */
  "workbench.survey": {
    scope: "document:read",
    args: z.object({
      path: WorkspacePath,
      text: z.optional(z.string()),
      paths: z.array(z.string().check(z.maxLength(LIMITS.pathLength))).check(z.maxLength(500)),
      commits: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(200)),
    }),
    result: Survey,
  },
  /** Whether what each document rests on is still what it was, by path; of documents that rest on nothing nothing is told. */
  "freshness.list": {
    scope: "document:read",
    args: z.object({}),
    result: z.object({
      documents: z.array(FreshnessOverview),
      /** What could not be looked at, and why. */
      unchecked: z.array(z.object({ path: WorkspacePath, message: z.string() })),
    }),
  },
  /** Everything that one document rests on. `null`: it is no document of a type. */
  "freshness.document": {
    scope: "document:read",
    args: z.object({ path: WorkspacePath }),
    result: z.object({ freshness: z.nullable(DocumentFreshness) }),
  },
  /** Everything that leads to `id` and that it leads to; `null`: the documents of the workspace. */
  "trace.read": {
    scope: "document:read",
    args: z.object({ id: z.nullable(z.string().check(z.maxLength(LIMITS.pathLength))) }),
    result: z.object({
      /** The node that was meant; `null`: none has that id, or none was asked for. */
      id: z.nullable(z.string()),
      nodes: z.array(TraceNode),
      edges: z.array(TraceEdge),
      gaps: z.array(CoverageGap),
      /** Nodes that the reply had no room for. */
      leftOut: z.int().check(z.nonnegative()),
    }),
  },
  /** What was captured of the tasks of a plan. */
  "plan.verifications": {
    scope: "document:read",
    args: z.object({ path: WorkspacePath }),
    result: z.object({ tasks: z.array(TaskVerification) }),
  },
  /** What would be run to verify a task. Without commands: `message` says why. */
  "plan.commands": {
    scope: "document:read",
    args: z.object({ path: WorkspacePath, task: z.string().check(z.maxLength(80)) }),
    result: z.object({ commands: z.nullable(TaskCommands), message: z.string() }),
  },
  /** Every experiment of every document, by path and place. */
  "experiment.list": {
    scope: "document:read",
    args: z.object({}),
    result: z.object({
      experiments: z.array(ExperimentOverview),
      /** What could not be read, and why. */
      unread: z.array(z.object({ path: WorkspacePath, message: z.string() })),
    }),
  },
  /** What `job.start` would run. Without a plan: `problems` stand in its way. */
  "experiment.plan": {
    scope: "document:read",
    args: z.object({ path: WorkspacePath, experiment: z.string().check(z.maxLength(80)) }),
    result: z.object({ plan: z.nullable(ExperimentPlan), problems: z.array(ExperimentProblem) }),
  },
  /** The text of an evidence file, from UTF-16 unit `from` on, as much as a reply holds. */
  "experiment.evidence": {
    scope: "document:read",
    args: z.object({ path: WorkspacePath, from: z.int().check(z.nonnegative()) }),
    result: z.object({ text: z.string(), total: z.int() }),
  },
  /** The models of this machine; `refresh` looks at disks and loopback ports again first. */
  "models.list": {
    scope: "models:read",
    args: z.object({ refresh: z.optional(z.boolean()) }),
    result: ModelList,
  },
  /** Vectors of `texts` from an embedding model, each of length 1. Loads the model when needed. */
  "models.embed": {
    scope: "models:read",
    args: z.object({ model: ModelId, texts: z.array(z.string().check(z.maxLength(20_000))).check(z.maxLength(32)) }),
    result: z.object({ vectors: z.array(z.array(z.number())) }),
  },
  /** The last five minutes, oldest first. */
  "system.history": {
    scope: "models:read",
    args: z.object({}),
    result: z.object({ samples: z.array(SystemSample) }),
  },
} as const satisfies Record<string, { scope: Scope; args: z.core.$ZodType; result: z.core.$ZodType }>;

export type QueryName = keyof typeof QUERIES;
export type QueryArgs<Name extends QueryName> = z.infer<(typeof QUERIES)[Name]["args"]>;
export type QueryResult<Name extends QueryName> = z.infer<(typeof QUERIES)[Name]["result"]>;

export const isQueryName = (name: string): name is QueryName => Object.hasOwn(QUERIES, name);

export const Ask = z.object({
  type: z.literal("ASK"),
  ref: z.int().check(z.nonnegative()),
  name: z.string().check(z.maxLength(80)),
  args: z.unknown(),
});
export type Ask = z.infer<typeof Ask>;

export const Reply = z.object({
  type: z.literal("REPLY"),
  ref: z.int(),
  result: z.optional(z.unknown()),
  error: z.optional(ErrorBody),
});
export type Reply = z.infer<typeof Reply>;
