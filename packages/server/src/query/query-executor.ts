// Answers queries. They change nothing and nothing of them is kept (rules Q1 to Q3).
import {
  type Ask,
  check,
  type ErrorBody,
  isQueryName,
  QUERIES,
  type QueryArgs,
  type QueryName,
  type QueryResult,
  type Reply,
  type Scope,
  STREAM_FAMILIES,
} from "@nomous/protocol";
import type { Logger } from "pino";
import { codeOf, placeOf } from "../connection/describe-error.ts";
import { explainFault } from "../document/explain-fault.ts";
import type { Caller } from "../session/caller.ts";
import { EngineError } from "../engine/engine.ts";
import { ModelError } from "../model/models.ts";
import { StorageError } from "../storage/storage.ts";
import { WorkspaceError } from "../workspace/workspace-source.ts";

export type QueryTable = {
  readonly [Name in QueryName]: (args: QueryArgs<Name>, signal: AbortSignal) => Promise<QueryResult<Name>>;
};

/** `signal` fires when nobody waits for the reply any more. */
export type AnswerQuery = (caller: Caller, ask: Ask, signal: AbortSignal) => Promise<Reply>;

export function createQueryExecutor(table: QueryTable, logger: Logger): AnswerQuery {
  return async (caller, { ref, name, args }, signal) => {
    const failed = (error: ErrorBody): Reply => ({ type: "REPLY", ref, error });
    if (!isQueryName(name)) return failed({ code: "not-supported", message: "This bridge does not know the query." });
    const { scope, args: schema } = QUERIES[name];
    const forbidden = (lacking: Scope): Reply =>
      failed({ code: "forbidden", message: `This client may not ask that: it lacks the right ${lacking}.` });
    if (!caller.scopes.includes(scope)) return forbidden(scope);
    const checked = check<unknown>(schema, args);
    if (!checked.ok) return failed({ code: "invalid-arguments", message: `${name}: ${checked.reason}` });
    const family = name === "streams.heads" ? (checked.value as QueryArgs<"streams.heads">).family : undefined;
    // Whoever may not read streams is not told of them.
    const needed = family && STREAM_FAMILIES[family].scope;
    if (needed !== undefined && !caller.scopes.includes(needed)) return forbidden(needed);
    try {
      // The arguments were checked against the schema of this very name.
      const answer = table[name] as (args: unknown, signal: AbortSignal) => Promise<unknown>;
      return { type: "REPLY", ref, result: await answer(checked.value, signal) };
    } catch (error) {
      return failed(explain(error, name, logger));
    }
  };
}

const WORKSPACE_CODES = {
  "not-found": "not-found",
  forbidden: "forbidden",
  "not-text": "not-supported",
  unreadable: "workspace-unreadable",
} as const satisfies Record<WorkspaceError["code"], ErrorBody["code"]>;

const MODEL_CODES = {
  "not-found": "not-found",
  invalid: "invalid-arguments",
  unavailable: "engine-failed",
} as const satisfies Record<ModelError["code"], ErrorBody["code"]>;

function explain(error: unknown, query: QueryName, logger: Logger): ErrorBody {
  if (error instanceof WorkspaceError) return { code: WORKSPACE_CODES[error.code], message: error.message };
  if (error instanceof StorageError) return { code: "storage-failed", message: error.message };
  if (error instanceof ModelError) return { code: MODEL_CODES[error.code], message: error.message };
  if (error instanceof EngineError) return { code: "engine-failed", message: error.message };
  const fault = explainFault(error);
  if (fault !== undefined) return fault;
  logger.error({ query, error: codeOf(error), at: placeOf(error) }, "a query failed");
  return { code: "internal", message: "The bridge failed at this query; its log says more." };
}
