import type { Actor, ChatSettings, ConversationId, Route, Turn, TurnId } from "@nomous/protocol";
import type { Wish } from "../engine/router.ts";

/** Kind of the record that is kept from a prompt's commit to the commit of its answer's END. */
export const GENERATION_RECORD = "generation";

/** An answer that was promised by a commit and has to be written. Its stream holds the route, its first item. */
export interface NewGeneration {
  readonly conversation: ConversationId;
  /** The turn that is written, and the key of its stream. */
  readonly answer: TurnId;
  readonly route: Route;
  /** What the route was chosen by, for the case that its engine cannot answer. */
  readonly wishes: readonly Wish[];
  readonly settings: ChatSettings;
  /** From the root to the prompt, which is last. */
  readonly path: readonly Turn[];
  /** The person who asked, with the engine as agent. */
  readonly actor: Actor;
}
