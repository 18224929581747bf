// An engine turns a conversation into an answer. It streams parts until it is done, it is aborted, or it fails.
import type {
  AnswerProgress,
  AnswerStats,
  Attachment,
  ChatSettings,
  Citation,
  ContextReport,
  ConversationId,
  ToolCallPart,
  TurnCitation,
  TurnId,
} from "@nomous/protocol";

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
  readonly conversation: ConversationId;
  /** From the root of the branch to the prompt, which is last. */
  readonly messages: readonly EngineMessage[];
  readonly settings: ChatSettings;
  /** Turns of other conversations that resemble `text`, best first. */
  recall(text: string, limit: number): Promise<readonly PastTurn[]>;
}

export type EnginePart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reasoning"; readonly text: string }
  | { readonly type: "tool-call"; readonly call: ToolCallPart }
  | { readonly type: "citation"; readonly citation: Citation }
  | { readonly type: "turn-citation"; readonly citation: TurnCitation }
  | { readonly type: "progress"; readonly progress: AnswerProgress }
  | { readonly type: "context"; readonly context: ContextReport }
  /** Last, also before a failure; what it leaves out was not measured. */
  | { readonly type: "stats"; readonly stats: AnswerStats };

export interface Engine {
  /** `workspace`, `scripted`, or a model's id: what a prompt's `engine` names. */
  readonly id: string;
  /** For people: "workspace search (no model)". */
  readonly name: string;
  readonly kind: "search" | "scripted" | "model";
  /**
   * Parts of the answer. Ends early, without an error, soon after `signal` fires. A failure is thrown as an
   * `EngineError`; parts given before it stay.
   */
  generate(request: EngineRequest, signal: AbortSignal): AsyncIterable<EnginePart>;
  /** What it would be given, where that is more than the prompt; `null` when it could not be. Makes nothing ready. */
  preview?(request: Pick<EngineRequest, "messages" | "settings">, signal: AbortSignal): Promise<ContextReport | null>;
}

/** `message` is for a person: what failed and what to do. It holds no prompt text. */
export class EngineError extends Error {
  /** Half a sentence after the engine's name, set when another engine may answer instead: "crashed while it was loaded". */
  readonly obstacle: { readonly reason: string; readonly remedy?: string } | undefined;
  constructor(message: string, options: ErrorOptions & { obstacle?: EngineError["obstacle"] } = {}) {
    super(message, options);
    this.name = "EngineError";
    this.obstacle = options.obstacle;
  }
}
