// One answer that is being written: an engine fills a buffer, and the buffer's batches are committed to the answer's stream.
//
//   waiting for earlier answers ─► engine runs ─► END        done · error
//             │                        │                     cancelled · interrupted: the buffer is closed at once,
//             └────────────────────────┴──────► END          what the engine still gives is dropped
//
// The last batch, END, the outcome in the conversation and the end of the record are one commit.
import { conversationStream, type ErrorBody, generationStream, type Runtime, sleep } from "@nomous/protocol";
import type { Logger } from "pino";
import { codeOf, placeOf } from "../connection/describe-error.ts";
import { jsonItem } from "../conversation/json-item.ts";
import { answerWithFallback } from "../engine/answer-with-fallback.ts";
import { EngineError, type EngineRequest } from "../engine/engine.ts";
import type { Engines } from "../engine/engines.ts";
import { StorageError } from "../storage/storage.ts";
import type { Change, Journal } from "../stream/journal.ts";
import { AnswerDraft } from "./answer-draft.ts";
import { splitPart } from "./answer-part.ts";
import type { GenerationObserver } from "./generation-observer.ts";
import { GENERATION_RECORD, type NewGeneration } from "./new-generation.ts";
import { type AnswerEnd, type Batch, PartBuffer } from "./part-buffer.ts";

export interface GenerationParts {
  readonly runtime: Runtime;
  readonly journal: Journal;
  readonly logger: Logger;
  readonly observer: GenerationObserver | undefined;
  readonly engines: Engines;
  /** What the engine is asked, as the log has it now. */
  prepare(generation: NewGeneration): Promise<EngineRequest>;
}

/** A disk that refuses is tried again after these times … */
const RETRY_MIN_MS = 100;
const RETRY_MAX_MS = 15_000;
/** … and after this one the engine is stopped; END is still tried. */
const PATIENCE_MS = 60_000;
/** Somebody else's refused commit makes ours stale: more often than this in a row it is not chance. */
const MAX_STALE = 100;

export class RunningGeneration {
  readonly #parts: GenerationParts;
  readonly #generation: NewGeneration;
  readonly #buffer = new PartBuffer();
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

  #changeOf({ parts, items, end }: Batch): Change {
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

  async #save(change: Change): Promise<void> {
    const { clock } = this.#parts.runtime;
    const sinceMs = clock.elapsed();
    for (let waitMs = RETRY_MIN_MS; ; waitMs = Math.min(2 * waitMs, RETRY_MAX_MS)) {
      const refused = await this.#commit(change);
      if (refused === undefined) return;
      if (this.#stop.signal.aborted) throw refused;
      this.#parts.logger.warn({ code: refused.code, waitMs }, "an answer cannot be saved; it is tried again");
      if (clock.elapsed() - sinceMs >= PATIENCE_MS)
        this.#end({ reason: "error", error: { code: "storage-failed", message: refused.message } });
      await sleep(clock, waitMs, this.#stop.signal);
    }
  }

  /** The refusal, when the disk may take it later. */
  async #commit(change: Change): Promise<StorageError | undefined> {
    try {
      for (let tries = 0; tries < MAX_STALE; tries += 1) {
        const { status } = await this.#parts.journal.commit(change);
        if (status === "committed") return undefined;
      }
    } catch (error) {
      if (error instanceof StorageError && (error.code === "full" || error.code === "io")) return error;
      throw error;
    }
    throw new Error("an answer's stream was written by somebody else");
  }
}
