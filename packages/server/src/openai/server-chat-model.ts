// A chat model that a server runs.
import type { EnginePart } from "../engine/engine.ts";
import type { ChatInput, ChatModel } from "../model/chat-model.ts";
import { estimatedTokens } from "../model/estimated-tokens.ts";
import { AnswerReader } from "./answer-reader.ts";
import { chatBody } from "./chat-body.ts";
import { createLook } from "./flavour/look.ts";
import { readEvents } from "./read-events.ts";
import { hostThatTextLeavesTo } from "./server-address.ts";
import { type ServedModel, translate } from "./served-model.ts";

/** `learned` keeps what servers said of their models' context. */
export function createServerChatModel(parts: ServedModel, learned: Map<string, number>): ChatModel {
  const { model } = parts;
  const contextTokens = (): number | undefined => learned.get(model.id) ?? model.contextTokens;
  return {
    id: model.id,
    name: model.name,
    canSee: model.canSee,
    contextTokens,
    count: async (texts) => ({ tokens: texts.map(estimatedTokens), isExact: false }),
    open: (signal) => open(parts, learned, signal),
    chat: (input, signal) => chat(parts, input, signal),
  };
}

async function* open(parts: ServedModel, learned: Map<string, number>, signal: AbortSignal): AsyncIterable<EnginePart> {
  const { flavour, model } = parts;
  const isRunThere = model.leavesTo === hostThatTextLeavesTo(model.address.url);
  try {
    let tokens = await askContext(parts, signal);
    if (flavour.load !== undefined && isRunThere) {
      if (tokens === undefined) yield { type: "progress", progress: { stage: "load", done: 0, total: 100 } };
      await flavour.load(createLook(parts.peer, parts.patience.lookMs, signal), model.name);
      tokens = await askContext(parts, signal);
    }
    if (tokens === undefined) learned.delete(model.id);
    else learned.set(model.id, tokens);
  } catch (error) {
    if (signal.aborted) return;
    throw translate(error, parts, []);
  }
}

const askContext = ({ flavour, peer, patience, model }: ServedModel, signal: AbortSignal) =>
  flavour.contextTokens?.(createLook(peer, patience.lookMs, signal), model.name);

async function* chat(parts: ServedModel, input: ChatInput, signal: AbortSignal): AsyncIterable<EnginePart> {
  const reader = new AnswerReader(parts.clock, input.sampling.maxTokens);
  let failure: unknown;
  try {
    for await (const event of readEvents(ask(parts, input, signal))) {
      if (signal.aborted) return;
      yield* reader.read(event);
      if (reader.isDone) break;
    }
    failure = reader.failure();
  } catch (error) {
    failure = error;
  }
  if (signal.aborted) return;
  yield* reader.end();
  yield { type: "stats", stats: reader.stats() };
  const written = input.messages.map(({ text }) => text);
  if (failure !== undefined) throw translate(failure, parts, written);
}

function ask({ peer, flavour, model, patience }: ServedModel, input: ChatInput, signal: AbortSignal) {
  return peer.events({
    path: "chat/completions",
    body: chatBody(model.name, input, flavour.chatFields),
    patienceMs: patience.firstMs,
    silenceMs: patience.silenceMs,
    signal,
    model: { name: model.name, fetch: flavour.fetch(model.name) },
  });
}
