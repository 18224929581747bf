// The wire does not change by accident: whoever changes a schema, a limit or a policy sees it here, decides whether an
// old page can live with it, and writes the new hash into `version.ts`.
import { createHash } from "node:crypto";
import {
  ClientMessage,
  COMMANDS,
  ConversationEvent,
  ConversationListEvent,
  DocumentEvent,
  DocumentOpened,
  DocumentSaved,
  DocumentsState,
  ERROR_POLICY,
  FLAG_REPLAY,
  FRAME_CRITICAL,
  FRAME_DATA,
  ExperimentRun,
  GenerationPart,
  ITEM,
  JobEvent,
  JobsState,
  LIMITS,
  ModelsState,
  PROTOCOL_VERSION,
  QUERIES,
  RoomState,
  SCHEMA_HASH,
  ServerMessage,
  STREAM_FAMILIES,
  StreamEnd,
  SystemSample,
  TaskRun,
} from "@nomous/protocol";
import { expect, test } from "vitest";
import * as z from "zod/mini";

test(`[V1] the schemas of version ${PROTOCOL_VERSION} are those that version.ts pins`, () => {
  const wire = {
    messages: [ClientMessage, ServerMessage].map((schema) => z.toJSONSchema(schema)),
    commands: Object.entries(COMMANDS).map(([name, { scope, args }]) => [name, scope, z.toJSONSchema(args)]),
    queries: Object.entries(QUERIES).map(([name, { scope, args, result }]) => [
      name,
      scope,
      z.toJSONSchema(args),
      z.toJSONSchema(result),
    ]),
    items: [ConversationListEvent, ConversationEvent, GenerationPart, StreamEnd, ModelsState, SystemSample].map(
      (schema) => z.toJSONSchema(schema),
    ),
    documents: [DocumentEvent, RoomState, DocumentsState, DocumentSaved, DocumentOpened].map((schema) =>
      z.toJSONSchema(schema),
    ),
    jobs: [JobEvent, JobsState, ExperimentRun, TaskRun].map((schema) => z.toJSONSchema(schema)),
    frames: { FRAME_DATA, FRAME_CRITICAL, FLAG_REPLAY, ITEM },
    streams: STREAM_FAMILIES,
    errors: ERROR_POLICY,
    limits: LIMITS,
  };
  expect(sha256(canonical(wire))).toBe(SCHEMA_HASH);
});

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** JSON with sorted keys, so that moving a field in the source changes nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
