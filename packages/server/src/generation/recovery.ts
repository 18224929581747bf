// After a crash an answer's stream stands open with nobody to write it. Before anyone can read it, each is ended as
// `interrupted`, with what was saved as its text (rules S11, C8).
import {
  check,
  ConversationId,
  conversationStream,
  generationStream,
  type Runtime,
  type TurnId,
} from "@nomous/protocol";
import type { Logger } from "pino";
import { jsonItem } from "../conversation/json-item.ts";
import { type Storage, StorageError, type StoredRecord } from "../storage/storage.ts";
import type { Change, Journal } from "../stream/journal.ts";
import { AnswerDraft } from "./answer-draft.ts";
import { decodePart } from "./answer-part.ts";
import { GENERATION_RECORD } from "./new-generation.ts";

interface RecoveryParts {
  readonly runtime: Runtime;
  readonly journal: Journal;
  readonly storage: Storage;
  readonly logger: Logger;
}

export async function endInterrupted(parts: RecoveryParts): Promise<void> {
  const { journal, storage, logger } = parts;
  for (const record of await storage.records(GENERATION_RECORD)) {
    const { run } = record.value as { run?: unknown };
    if (run === storage.run) continue;
    const { status } = await journal.commit(await closing(parts, record));
    if (status !== "committed") throw new Error(`the open answer ${record.id} cannot be ended: ${status}`);
    logger.info({ answer: record.id, run }, "an answer of an earlier run was ended as interrupted");
  }
}

async function closing({ runtime, journal }: RecoveryParts, { id, value, actor }: StoredRecord): Promise<Change> {
  const answer = id as TurnId;
  const sid = generationStream(answer);
  const removal = { records: [{ kind: GENERATION_RECORD, id, value: null, actor }] };
  const conversation = check(ConversationId, (value as { conversation?: unknown }).conversation);
  const state = await journal.state(sid);
  if (!conversation.ok || state === undefined || state.end !== null) return removal;

  const draft = new AnswerDraft();
  const totalMs = await replay(journal, answer, draft);
  const outcome = { ...draft.outcome("interrupted", totalMs), count: state.head };
  const ended = jsonItem({ type: "answer.ended", id: answer, at: runtime.clock.now(), outcome });
  return {
    ...removal,
    appends: [
      { sid, items: [], end: { reason: "interrupted" }, actor },
      { sid: conversationStream(conversation.value), items: [ended], actor },
    ],
  };
}

/** Folds what was saved; resolves with the time of the last item. */
async function replay(journal: Journal, answer: TurnId, draft: AnswerDraft): Promise<number> {
  let totalMs = 0;
  try {
    for await (const item of journal.items(generationStream(answer), 0)) {
      const part = decodePart(item);
      if (part !== undefined) draft.add(part, item.atMs);
      totalMs = item.atMs;
    }
  } catch (error) {
    // A damaged item costs what comes after it, not the start of the bridge.
    if (!(error instanceof StorageError) || error.code !== "corrupt") throw error;
  }
  return totalMs;
}
