// What a turn asks of the conversation it stands in.
import type { ChatSettings, ConversationId, ConversationView, PersonTurn, Turn, TurnId } from "@nomous/client";
import { createContext, use } from "react";
import type { Draft } from "./composer/use-draft.ts";
import type { Preview } from "./context/use-preview.ts";
import type { Engines } from "./model/use-engines.ts";
import type { SettingsState } from "./settings/use-settings.ts";

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
  readonly engines: Engines;
  /** For the next prompt at the end of the path. */
  readonly settings: SettingsState;
  /** What a turn that is there was asked with. */
  readonly settingsOf: (turn: PersonTurn) => ChatSettings;
  /** How what is being written would be answered. */
  readonly preview: Preview | undefined;
  readonly written: Draft;
  readonly setWritten: (draft: Draft) => void;
  readonly isSettingsOpen: boolean;
  readonly openSettings: (isOpen: boolean) => void;
  readonly editing: Editing | undefined;
  readonly setEditing: (editing: Editing | undefined) => void;
  /** Sends the edited text: a new branch beside the turn, or in place of one that still waits. */
  readonly finishEditing: (turn: PersonTurn) => void;
  readonly takeBack: (turn: PersonTurn) => void;
  /** Asks the same again, as a new branch; with `settings` in place of its own. */
  readonly askAgain: (turn: PersonTurn, settings?: ChatSettings) => void;
}

export const ChatContext = createContext<Chat | undefined>(undefined);

export function useChat(): Chat {
  const chat = use(ChatContext);
  if (chat === undefined) throw new Error("useChat outside ChatContext");
  return chat;
}
