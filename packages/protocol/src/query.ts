// Queries read and change nothing, so they are neither stored nor repeated by the outbox (rules Q1 to Q3).
import * as z from "zod/mini";
import { WorkspacePath } from "./conversation/turn.ts";
import { ErrorBody } from "./error.ts";
import { ConversationId, TurnId } from "./ids.ts";
import type { Scope } from "./scope.ts";

const limit = z.int().check(z.positive(), z.maximum(1_000));
const text = z.string().check(z.maxLength(400));
const line = z.int().check(z.positive());

export const EngineInfo = z.object({ id: z.string(), name: z.string(), kind: z.enum(["search", "scripted", "model"]) });
export type EngineInfo = z.infer<typeof EngineInfo>;

/** A model server that answered on loopback. */
export const ModelServer = z.object({ name: z.string(), url: z.string(), models: z.array(z.string()) });
export type ModelServer = z.infer<typeof ModelServer>;

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
  servers: z.object({ asked: z.array(z.string()), at: z.nullable(z.number()), found: z.array(ModelServer) }),
});
export type WorkspaceStatus = z.infer<typeof WorkspaceStatus>;

export const QUERIES = {
  /** What is served here; `probe` asks the loopback ports again first. */
  "workspace.status": {
    scope: "workspace:read",
    args: z.object({ probe: z.optional(z.boolean()) }),
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
