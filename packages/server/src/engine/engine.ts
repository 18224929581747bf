// An engine turns a conversation into an answer. It streams parts until it is done, it is aborted, or it fails.
import type { Attachment, Citation, ConversationId, TurnCitation, TurnId } from "@nomous/protocol";

export interface EngineMessage {
  readonly role: "person" | "engine";
  readonly turn: TurnId;
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** A turn of another conversation. */
export interface PastTurn {
  readonly conversation: ConversationId;
  /** Title of that conversation. */
  readonly title: string;
  readonly turn: TurnId;
  readonly role: "person" | "engine";
  /** The part of its text that fits best, in one line. */
  readonly excerpt: string;
}

export interface EngineRequest {
  /** From the root of the branch to the prompt, which is last. */
  readonly messages: readonly EngineMessage[];
  /** Turns of other conversations that resemble `text`, best first. */
  recall(text: string, limit: number): Promise<readonly PastTurn[]>;
}

export type EnginePart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "citation"; readonly citation: Citation }
  | { readonly type: "turn-citation"; readonly citation: TurnCitation };

export interface Engine {
  /** `workspace`, `scripted`: what `--engine` and a prompt's `engine` name. */
  readonly id: string;
  /** For people: "workspace search (no model)". */
  readonly name: string;
  readonly kind: "search" | "scripted" | "model";
  /**
   * Parts of the answer. Ends early, without an error, soon after `signal` fires. A failure is thrown as an
   * `EngineError`; parts given before it stay.
   */
  generate(request: EngineRequest, signal: AbortSignal): AsyncIterable<EnginePart>;
}

/** `message` is for a person: what failed and what to do. It holds no prompt text. */
export class EngineError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EngineError";
  }
}
