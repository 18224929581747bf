// How an answer is asked for. Settings stand on the prompt that brought them and hold for everything below it, until a
// prompt brings others: so each branch has its own, and what an answer was asked with never changes afterwards.
import * as z from "zod/mini";
import type { TurnId } from "../ids.ts";
import type { ConversationTree } from "./tree.ts";

/** What is left out is the engine's own choice. */
export const ChatSettings = z.object({
  /** The engine that shall answer; without it the router chooses. */
  engine: z.optional(z.string().check(z.maxLength(200))),
  /** The system text, before everything else. */
  system: z.optional(z.string().check(z.maxLength(8_000))),
  temperature: z.optional(z.number().check(z.gte(0), z.lte(5))),
  topP: z.optional(z.number().check(z.gt(0), z.lte(1))),
  /** Tokens of the answer at most. */
  maxTokens: z.optional(z.int().check(z.gte(1), z.lte(1_000_000))),
  seed: z.optional(z.int().check(z.gte(0), z.lte(0xffff_ffff))),
  /** The answer ends before any of these. */
  stop: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.maxLength(8))),
  /** A JSON Schema, as text: the answer is one JSON value that fits it. */
  schema: z.optional(z.string().check(z.maxLength(8_000))),
  /** Whether a model is offered passages of the workspace; it is, unless told. */
  retrieval: z.optional(z.boolean()),
});
export type ChatSettings = z.infer<typeof ChatSettings>;

/** What a prompt below `leaf` is asked with unless it brings its own. */
export function settingsAt(tree: ConversationTree, leaf: TurnId | null): ChatSettings {
  for (let id = leaf; id !== null;) {
    const turn = tree.turns.get(id);
    if (turn === undefined) break;
    if (turn.role === "person" && turn.settings !== undefined) return turn.settings;
    id = turn.parent;
  }
  return {};
}
