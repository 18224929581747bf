// One conversation as its page needs it: what is read, what it is asked with, and what can be done to its turns.
import { type ChatSettings, type ConversationId, type PersonTurn, settingsAt } from "@nomous/client";
import { useMemo, useState } from "react";
import { useBridge } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { rewriteWaiting, sendPrompt } from "./composer/prompt.ts";
import { type Draft, readDraft } from "./composer/use-draft.ts";
import { usePreview } from "./context/use-preview.ts";
import { useEngines } from "./model/use-engines.ts";
import { useSettings } from "./settings/use-settings.ts";
import { openAnswer } from "./thread/thread-rows.ts";
import type { Chat, Editing } from "./use-chat.ts";
import { type Reading, useReading } from "./use-reading.ts";

export function useConversation(id: ConversationId): { chat: Chat } & Pick<Reading, "target" | "toEnd"> {
  const { client } = useBridge();
  const view = useReadable(client.conversation(id));
  const { path, choose, target, toEnd } = useReading(id, view);
  const leaf = path.at(-1)?.id ?? null;
  const engines = useEngines();
  const settings = useSettings(
    id,
    useMemo(() => (leaf === null ? undefined : settingsAt(view.tree, leaf)), [view.tree, leaf]),
  );
  const [written, setWritten] = useState<Draft>(() => readDraft(id));
  const isOpen = view.waiting.size > 0 || openAnswer(view, path) !== undefined;
  const preview = usePreview({ conversation: id, parent: leaf, settings: settings.settings, isOpen }, written);
  const [isSettingsOpen, openSettings] = useState(false);
  const turns = useTurnActions({ id, view, choose, settings });
  const chat = useMemo<Chat>(
    () => ({
      id,
      view,
      path,
      choose,
      engines,
      settings,
      preview,
      written,
      setWritten,
      isSettingsOpen,
      openSettings,
      ...turns,
    }),
    [id, view, path, choose, engines, settings, preview, written, isSettingsOpen, turns],
  );
  return { chat, target, toEnd };
}

type TurnActions = Pick<Chat, "editing" | "setEditing" | "finishEditing" | "takeBack" | "askAgain" | "settingsOf">;

/** What is done to turns that are there: each begins a branch beside the turn, with its settings unless others are given. */
function useTurnActions(given: Pick<Chat, "id" | "view" | "choose" | "settings">): TurnActions {
  const { id, view, choose, settings } = given;
  const bridge = useBridge();
  const [editing, setEditing] = useState<Editing>();
  return useMemo(() => {
    const settingsOf = (turn: PersonTurn): ChatSettings =>
      settings.isChanged ? settings.settings : settingsAt(view.tree, turn.id);
    const branch = (turn: PersonTurn, text: string, settings: ChatSettings): void => {
      const place = { conversation: id, parent: turn.parent, inherited: settingsAt(view.tree, turn.parent) };
      choose(sendPrompt(bridge, { text, attachments: turn.attachments, settings }, place).turn);
    };
    return {
      editing,
      setEditing,
      settingsOf,
      askAgain: (turn, settings = settingsOf(turn)) => branch(turn, turn.text, settings),
      takeBack: (turn) => void rewriteWaiting(bridge.client, turn.id),
      finishEditing: (turn) => {
        const text = editing?.text.trim() ?? "";
        setEditing(undefined);
        if (text === "" || text === turn.text) return;
        if (view.waiting.has(turn.id)) void rewriteWaiting(bridge.client, turn.id, text);
        else branch(turn, text, settingsOf(turn));
      },
    };
  }, [bridge, id, view, choose, settings, editing]);
}
