// What a turn asks of the conversation it stands in.
import type { ConversationId, ConversationView, PersonTurn, Turn, TurnId } from "@nomous/client";
import { createContext, use } from "react";
import type { EngineState } from "./use-engine.ts";

export interface Editing {
  readonly turn: TurnId;
  readonly text: string;
}

export interface Chat {
  readonly id: ConversationId;
  readonly view: ConversationView;
  readonly path: readonly Turn[];
  /** Reads the branch that this turn is on. */
  readonly choose: (turn: TurnId) => void;
  readonly choice: EngineState;
  readonly editing: Editing | undefined;
  readonly setEditing: (editing: Editing | undefined) => void;
  /** Sends the edited text: a new branch beside the turn, or in place of one that still waits. */
  readonly finishEditing: (turn: PersonTurn) => void;
  readonly takeBack: (turn: PersonTurn) => void;
  /** Asks the same again, as a new branch. */
  readonly askAgain: (turn: PersonTurn) => void;
}

export const ChatContext = createContext<Chat | undefined>(undefined);

export function useChat(): Chat {
  const chat = use(ChatContext);
  if (chat === undefined) throw new Error("useChat outside ChatContext");
  return chat;
}
