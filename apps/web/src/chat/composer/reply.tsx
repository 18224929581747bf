// The composer below a conversation: it writes on at the end of the branch that is read, and stops the answer there.
import { type ConversationId, generationStream, type PersonTurn, settingsAt } from "@nomous/client";
import { useEffect, useRef, useState } from "react";
import { useBridge, useIsOnline } from "../../hooks/use-client.ts";
import { useShortcut } from "../../hooks/use-shortcut.ts";
import { KEYS } from "../../words/keys.ts";
import { useWritten } from "../context/use-preview.ts";
import { openAnswer } from "../thread/thread-rows.ts";
import { useChat } from "../use-chat.ts";
import { Composer } from "./composer.tsx";
import { sendPrompt } from "./prompt.ts";
import { useDraft } from "./use-draft.ts";

export function Reply({ id, onSent }: { id: ConversationId; onSent: (turn: PersonTurn["id"]) => void }) {
  const bridge = useBridge();
  const { view, path, engines, settings, preview, setWritten, openSettings } = useChat();
  const isOnline = useIsOnline();
  const draft = useDraft(id);
  const field = useRef<HTMLTextAreaElement>(null);
  const written = useWritten(draft);
  useEffect(() => setWritten(written), [written, setWritten]);
  useEffect(() => {
    // Ready to write on, unless that would open a keyboard over the screen.
    if (document.activeElement === document.body && matchMedia("(pointer: fine)").matches) field.current?.focus();
  }, []);
  const { stop, isStopping } = useStop();
  return (
    <Composer
      draft={draft}
      settings={settings}
      engines={engines}
      preview={preview}
      field={field}
      placeholder={isOnline ? "Reply on this branch" : waitPlaceholder(view.waiting.size)}
      onSettings={() => openSettings(true)}
      onSend={(prompt) => {
        const parent = path.at(-1)?.id ?? null;
        const inherited = settingsAt(view.tree, parent);
        onSent(sendPrompt(bridge, prompt, { conversation: id, parent, inherited }).turn);
      }}
      onStop={stop}
      isStopping={isStopping}
    />
  );
}

/** Stops what is written at the end of the path; absent when nothing is, or the bridge is away. */
function useStop(): { stop: (() => void) | undefined; isStopping: boolean } {
  const { client } = useBridge();
  const { view, path } = useChat();
  const isOnline = useIsOnline();
  const answer = openAnswer(view, path);
  const [stopped, setStopped] = useState<string>();
  const stop = (): void => {
    if (answer === undefined) return;
    setStopped(answer.id);
    client.command("stream.cancel", { sid: generationStream(answer.id) });
  };
  const canStop = answer !== undefined && isOnline;
  const isStopping = answer !== undefined && stopped === answer.id;
  useShortcut(KEYS.stop.keys, stop, canStop && !isStopping);
  return { stop: canStop ? stop : undefined, isStopping };
}

const waitPlaceholder = (others: number): string =>
  others === 0 ? "Write on; this message will wait for the bridge" : `Write on; this message will wait with the others`;
