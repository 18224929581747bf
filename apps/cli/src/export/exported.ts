// The document that `nomous export --format json` writes. It is a format of its own, so that the wire and the log can
// change without it: readers look at `schema` first.
import type {
  Actor,
  Attachment,
  Citation,
  ConversationId,
  EndReason,
  Route,
  Turn,
  TurnCitation,
  TurnId,
} from "@nomous/protocol";

/** Grows by one when a reader of the older one would misread the newer. */
export const EXPORT_SCHEMA = "nomous-export/1";

export interface ExportedDocument {
  readonly schema: typeof EXPORT_SCHEMA;
  /** RFC 3339, UTC, like all times of this format. */
  readonly exportedAt: string;
  readonly workspace: string;
  readonly conversations: readonly ExportedConversation[];
}

export interface ExportedConversation {
  readonly id: ConversationId;
  readonly title: string;
  readonly createdAt: string;
  /** In the order in which they were written; `parent` makes the tree. */
  readonly turns: readonly ExportedTurn[];
}

interface TurnBase {
  readonly id: TurnId;
  readonly parent: TurnId | null;
  readonly at: string;
  readonly actor: Actor;
  readonly text: string;
}

export interface ExportedPrompt extends TurnBase {
  readonly role: "person";
  readonly attachments: readonly Attachment[];
}

export interface ExportedAnswer extends TurnBase {
  readonly role: "engine";
  /** How it ended; `writing` when the export came first. */
  readonly end: EndReason | "writing";
  /** Why it is not whole. */
  readonly error?: string;
  readonly route?: Route;
  readonly citations: readonly Citation[];
  readonly turns: readonly TurnCitation[];
}

export type ExportedTurn = ExportedPrompt | ExportedAnswer;

export const isoTime = (at: number): string => new Date(at).toISOString();

/** The whole answer, wherever it was kept; with `error` what could be read of it. */
export interface AnswerText {
  readonly text: string;
  readonly error?: string;
}

/** Prompts have their own text. */
export function exportTurn(turn: Turn, { text, error }: AnswerText): ExportedTurn {
  const { id, parent, actor } = turn;
  const at = isoTime(turn.at);
  if (turn.role === "person")
    return { role: "person", id, parent, at, actor, text: turn.text, attachments: turn.attachments };
  const { outcome } = turn;
  const why = error ?? outcome?.error?.message;
  return {
    role: "engine",
    id,
    parent,
    at,
    actor,
    text,
    end: outcome?.reason ?? "writing",
    ...(why === undefined ? {} : { error: why }),
    ...(outcome?.route === undefined ? {} : { route: outcome.route }),
    citations: outcome?.citations ?? [],
    turns: outcome?.turns ?? [],
  };
}
