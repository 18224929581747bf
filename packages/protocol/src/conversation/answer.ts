// What an answer says about itself, besides its text.
import * as z from "zod/mini";

const tokens = z.int().check(z.gte(0));
const ms = z.number().check(z.gte(0));

/** Which engine answers, and why this one. */
export const Route = z.object({
  /** `workspace`, `scripted`, or the id of a model. */
  engine: z.string().check(z.maxLength(200)),
  /** For people: "workspace search (no model)". */
  name: z.string().check(z.maxLength(200)),
  /** A half sentence: "because no model is connected". */
  reason: z.string().check(z.maxLength(500)),
  /** The host that the text goes to, when that is not this machine. */
  leavesTo: z.optional(z.string().check(z.maxLength(253))),
  /** What else was looked at, best first, and why it was not taken. */
  refused: z.array(
    z.object({
      engine: z.string(),
      name: z.string(),
      /** "has no answer on 127.0.0.1:11434" */
      reason: z.string(),
      /** What to do so that it answers next time. */
      remedy: z.optional(z.string()),
    }),
  ),
});
export type Route = z.infer<typeof Route>;

/** One part of what a model is given, in tokens. */
export const ContextSection = z.object({
  kind: z.enum(["system", "turns", "attachment", "passages", "prompt"]),
  /** For people: a path, "3 turns on this branch". */
  label: z.string().check(z.maxLength(300)),
  tokens,
  /** What it was before it was cut. */
  of: z.optional(tokens),
});
export type ContextSection = z.infer<typeof ContextSection>;

/** What a model is given, and what had to stay out. */
export const ContextReport = z.object({
  /** Tokens that the model holds; `null` when the server does not say. */
  size: z.nullable(tokens),
  /** Counted by the model's own tokenizer; otherwise estimated. */
  isExact: z.boolean(),
  sections: z.array(ContextSection).check(z.maxLength(40)),
  /** Kept free for the answer. */
  reserved: tokens,
  /** What was left out, the first to go first. */
  dropped: z.array(ContextSection).check(z.maxLength(40)),
});
export type ContextReport = z.infer<typeof ContextReport>;

/** Where the time of an answer went. A stage that did not happen is left out. */
export const AnswerStats = z.object({
  /** Until the passages were found and the context was put together. */
  prepareMs: z.optional(ms),
  /** The model was brought into memory. */
  loadMs: z.optional(ms),
  /** Waited for a free slot. */
  queueMs: z.optional(ms),
  /** The prompt was read. */
  prefillMs: z.optional(ms),
  /** From there to the first token; the end of the prompt may be read with it in one pass. */
  firstMs: z.optional(ms),
  /** From the first token to the last. */
  decodeMs: z.optional(ms),
  promptTokens: z.optional(tokens),
  /** Of those, what the model still knew from the turn before. */
  reusedTokens: z.optional(tokens),
  outputTokens: z.optional(tokens),
});
export type AnswerStats = z.infer<typeof AnswerStats>;

/** A piece of a tool call, as the model writes it; pieces with the same index belong together. Nothing is called. */
export const ToolCallPart = z.object({
  index: z.int().check(z.gte(0)),
  id: z.optional(z.string().check(z.maxLength(200))),
  name: z.optional(z.string().check(z.maxLength(200))),
  /** A piece of the arguments' JSON text. */
  arguments: z.string(),
});
export type ToolCallPart = z.infer<typeof ToolCallPart>;

/** The calls with one more piece, joined to what has its index; the first piece says id and name. */
export function growCalls(calls: readonly ToolCallPart[], piece: ToolCallPart): readonly ToolCallPart[] {
  const before = calls.find(({ index }) => index === piece.index);
  if (before === undefined) return [...calls, piece];
  const joined = { ...piece, ...before, arguments: before.arguments + piece.arguments };
  return calls.map((call) => (call === before ? joined : call));
}

/** What goes on before the first token. */
export const AnswerProgress = z.object({
  stage: z.enum(["load", "queue", "prefill"]),
  /** Per cent of a load, tokens of a prefill, those ahead in the queue (then `total` is 0). */
  done: z.number().check(z.gte(0)),
  total: z.number().check(z.gte(0)),
});
export type AnswerProgress = z.infer<typeof AnswerProgress>;
