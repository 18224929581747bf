// One answer that is being written: an engine fills a buffer, and the buffer's batches are committed to the answer's stream.
//
//   waiting for earlier answers ─► engine runs ─► END        done · error
//             │                        │                     cancelled · interrupted: the buffer is closed at once,
//             └────────────────────────┴──────► END          what the engine still gives is dropped
//
// The last batch, END, the outcome in the conversation and the end of the record are one commit.
import { conversationStream, type ErrorBody, generationStream, type Runtime } from "@nomous/protocol";
import type { Logger } from "pino";
import { codeOf, placeOf } from "../connection/describe-error.ts";
import { jsonItem } from "../conversation/json-item.ts";
import { answerWithFallback } from "../engine/answer-with-fallback.ts";
import { EngineError, type EngineRequest } from "../engine/engine.ts";
import type { Engines } from "../engine/engines.ts";
import { StorageError } from "../storage/storage.ts";
import { insist } from "../stream/insist.ts";
import type { Change, Journal, StreamAppend } from "../stream/journal.ts";
import { type Batch, PartBuffer } from "../stream/part-buffer.ts";
import { AnswerDraft } from "./answer-draft.ts";
import { type AnswerPart, encodePart, splitPart } from "./answer-part.ts";
import type { GenerationObserver } from "./generation-observer.ts";
import { GENERATION_RECORD, type NewGeneration } from "./new-generation.ts";

export interface GenerationParts {
  readonly runtime: Runtime;
  readonly journal: Journal;
  readonly logger: Logger;
  readonly observer: GenerationObserver | undefined;
  readonly engines: Engines;
  /** What the engine is asked, as the log has it now. */
  prepare(generation: NewGeneration): Promise<EngineRequest>;
}

/** A disk that refuses for this long stops the engine; END is still tried. */
const PATIENCE_MS = 60_000;

type AnswerEnd = NonNullable<StreamAppend["end"]>;

export class RunningGeneration {
  readonly #parts: GenerationParts;
  readonly #generation: NewGeneration;
  readonly #buffer = new PartBuffer<AnswerPart, AnswerEnd>(encodePart);
  readonly #draft = new AnswerDraft();
  readonly #abort = new AbortController();
  readonly #stop = new AbortController();
  readonly #startedMs: number;

  constructor(parts: GenerationParts, generation: NewGeneration) {
    this.#parts = parts;
    this.#generation = generation;
    this.#startedMs = parts.runtime.clock.elapsed();
    this.#draft.add({ type: "route", route: generation.route }, 0);
  }

  /**
   * Writes the answer after those in `earlier` are written (rule C9). Resolves with how it ended, once that is durable;
   * rejects when the log does not take it.
   */
  async run(earlier: readonly Promise<void>[]): Promise<AnswerEnd> {
    void this.#produce(earlier);
    for (;;) {
      const batch = await this.#buffer.take();
      await this.#save(this.#changeOf(batch));
      if (batch.end !== undefined) return batch.end;
    }
  }

  cancel(): void {
    this.#end({ reason: "cancelled" });
  }

  /** The bridge stops: a disk that refuses is tried once more only. */
  interrupt(): void {
    this.#end({ reason: "interrupted" });
    this.#stop.abort();
  }

  #end(end: AnswerEnd): void {
    this.#buffer.close(end);
    this.#abort.abort();
  }

  async #produce(earlier: readonly Promise<void>[]): Promise<void> {
    const { signal } = this.#abort;
    try {
      await Promise.all(earlier);
      const request = await this.#parts.prepare(this.#generation);
      if (signal.aborted) return;
      const { route, wishes } = this.#generation;
      for await (const given of answerWithFallback(this.#parts.engines, route, wishes, request, signal)) {
        for (const part of splitPart(given)) {
          const room = this.#buffer.push(part);
          if (room !== undefined) await room;
        }
        if (signal.aborted) return;
      }
      this.#buffer.close({ reason: "done" });
    } catch (error) {
      if (!signal.aborted) this.#end({ reason: "error", error: this.#explain(error) });
    }
  }

  #explain(error: unknown): ErrorBody {
    if (error instanceof EngineError) return { code: "engine-failed", message: error.message };
    if (error instanceof StorageError) return { code: "storage-failed", message: error.message };
    const { engine, name } = this.#generation.route;
    this.#parts.logger.error({ engine, error: codeOf(error), at: placeOf(error) }, "an engine failed");
    return { code: "engine-failed", message: `${name} failed unexpectedly. Ask again, or choose another engine.` };
  }

  #changeOf({ parts, items, end }: Batch<AnswerPart, AnswerEnd>): Change {
    const { answer, conversation, actor } = this.#generation;
    const { runtime, observer } = this.#parts;
    const sid = generationStream(answer);
    const elapsedMs = Math.round(runtime.clock.elapsed() - this.#startedMs);
    const hadBegun = this.#draft.firstMs !== undefined;
    for (const part of parts) this.#draft.add(part, elapsedMs);
    if (!hadBegun && this.#draft.firstMs !== undefined) observer?.firstPart(this.#draft.firstMs);
    if (end === undefined) return { appends: [{ sid, items, actor }] };
    const outcome = this.#draft.outcome(end.reason, elapsedMs, end.error);
    const ended = jsonItem({ type: "answer.ended", id: answer, at: runtime.clock.now(), outcome });
    return {
      appends: [
        { sid, items, end, actor },
        { sid: conversationStream(conversation), items: [ended], actor },
      ],
      records: [{ kind: GENERATION_RECORD, id: answer, value: null, actor }],
    };
  }

  #save(change: Change): Promise<void> {
    const { runtime, journal, logger } = this.#parts;
    const refused = ({ code, message }: StorageError, waitMs: number, sinceMs: number): void => {
      logger.warn({ code, waitMs }, "an answer cannot be saved; it is tried again");
      if (sinceMs >= PATIENCE_MS) this.#end({ reason: "error", error: { code: "storage-failed", message } });
    };
    return insist({ clock: runtime.clock, journal, stop: this.#stop.signal, refused }, change);
  }
}
