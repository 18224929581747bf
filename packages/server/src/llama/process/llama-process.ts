// The process of one model. It is told what to do by calls and tells what happens by events; it keeps nothing that would be
// missed, so it is ended by killing it.
import type { Clock } from "@nomous/protocol";
import type { Failure, LlamaCall, LlamaEvent, LoadPlan } from "../llama-message.ts";
import { type AnswerTools, writeAnswer } from "./answer.ts";
import { createEmbed, type Embed } from "./embeddings.ts";
import { LlamaFailure } from "./failure.ts";
import { createChatContext, findGpus, type LoadedModel, loadModel, type Log } from "./load-llama.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { Prefill } from "./prefill.ts";
import { Slots } from "./slots.ts";

/** A call that has an end. */
type ServedCall = Extract<LlamaCall, { type: "chat" | "count" | "embed" }>;

/** How often a busy process shows that it lives. */
const BEAT_MS = 500;

interface Loaded extends LoadedModel {
  readonly embed: Embed;
  /** A model for embeddings has none. */
  readonly answers?: AnswerTools;
}

export class LlamaProcess {
  readonly #clock: Clock;
  readonly #outbox: Outbox;
  readonly #log: Log;
  /** Of the calls that are being served. */
  readonly #stops = new Map<number, AbortController>();
  #loaded: Loaded | undefined;
  #isBeating = false;

  constructor(clock: Clock, send: (events: readonly LlamaEvent[]) => void, log: Log) {
    this.#clock = clock;
    this.#outbox = createOutbox(send);
    this.#log = log;
  }

  async receive(call: LlamaCall): Promise<void> {
    switch (call.type) {
      case "load":
        return this.#orUnusable(() => this.#load(call.plan));
      case "gpus":
        return this.#orUnusable(async () =>
          this.#outbox.add({ type: "gpus", gpus: await findGpus(call.gpuPackages, this.#log) }),
        );
      case "stop":
        return this.#stops.get(call.call)?.abort();
      case "chat":
      case "count":
      case "embed":
        return this.#serve(call);
    }
  }

  async #load(plan: LoadPlan): Promise<void> {
    this.#wake();
    const model = await loadModel(plan, this.#log, (progress) => this.#outbox.add({ type: "loading", progress }));
    this.#loaded = await prepare(this.#clock, plan, model, () => this.#changed());
    const contextTokens = this.#loaded.answers?.chat.context.contextSize ?? plan.contextTokens;
    this.#outbox.add({ type: "loaded", where: model.where, contextTokens });
    this.#changed();
  }

  async #orUnusable(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#outbox.add({ type: "unusable", failure: failureOf(error, this.#log) });
    }
  }

  /** The end is told whatever happens. */
  async #serve(call: ServedCall): Promise<void> {
    const stop = new AbortController();
    this.#stops.set(call.call, stop);
    this.#wake();
    let failure: Failure | undefined;
    try {
      if (this.#loaded === undefined) throw new Error("No model is loaded.");
      await serve(call, this.#loaded, stop.signal, this.#outbox);
    } catch (error) {
      failure = failureOf(error, this.#log);
    }
    this.#stops.delete(call.call);
    this.#outbox.add({ type: "end", call: call.call, ...(failure && { failure }) });
  }

  #wake(): void {
    if (!this.#isBeating) this.#beat();
  }

  #beat(): void {
    this.#changed();
    this.#isBeating = this.#loaded === undefined || this.#stops.size > 0;
    if (this.#isBeating) this.#clock.after(BEAT_MS, () => this.#beat());
  }

  #changed(): void {
    this.#outbox.addLast(() => ({
      type: "state",
      slots: this.#loaded?.answers?.slots.all.map((slot) => slot.describe()) ?? [],
      waiting: this.#loaded?.answers?.slots.waiting ?? 0,
      processBytes: process.memoryUsage.rss(),
    }));
  }
}

async function prepare(clock: Clock, plan: LoadPlan, model: LoadedModel, changed: () => void): Promise<Loaded> {
  const embed = createEmbed(model.model, plan);
  if (plan.use === "embedding") return { ...model, embed };
  const chat = await createChatContext(plan, model);
  const sequences = Array.from({ length: plan.slots }, () => chat.context.getSequence());
  return {
    ...model,
    embed,
    answers: { clock, chat, slots: new Slots(sequences, changed), prefill: new Prefill(clock) },
  };
}

async function serve(
  call: ServedCall,
  { model, embed, answers }: Loaded,
  signal: AbortSignal,
  outbox: Outbox,
): Promise<void> {
  switch (call.type) {
    case "chat":
      if (answers === undefined) throw notForChat();
      return writeAnswer(answers, call, signal, (part) => outbox.add({ type: "part", call: call.call, part }));
    case "count":
      return outbox.add({
        type: "counted",
        call: call.call,
        tokens: call.texts.map((text) => model.tokenize(text).length),
      });
    case "embed":
      return outbox.add({ type: "embedded", call: call.call, vectors: await embed(call.texts, signal) });
  }
}

const notForChat = (): LlamaFailure =>
  new LlamaFailure({ message: "This model makes embeddings and cannot answer. Choose another model." });

/** What nobody foresaw is told in the log, because its words may hold anything. */
function failureOf(error: unknown, log: Log): Failure {
  if (error instanceof LlamaFailure) return error.failure;
  const kind = error instanceof Error ? error.name : typeof error;
  log(`unforeseen ${kind}`);
  return { message: `llama.cpp failed while it worked on this (${kind}). Try again, or use another model.` };
}
