// One conversation: its thread, what is written below it, and the panel beside it.
import { check, ConversationId, type ConversationSummary, generationStream, type PersonTurn } from "@nomous/client";
import { useEffect, useMemo, useRef, useState } from "react";
import { useBridge, useClient, useIsOnline } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { useShortcut } from "../hooks/use-shortcut.ts";
import { Page } from "../shell/page.tsx";
import { useShell } from "../shell/use-shell.ts";
import { Button } from "../ui/button.tsx";
import { Empty, Loading, Status } from "../ui/status.tsx";
import { KEYS } from "../words/keys.ts";
import { plural } from "../words/numbers.ts";
import { momentText } from "../words/time.ts";
import { lastFork, neighbour } from "./branches.ts";
import { ChatActions, ChatTitle } from "./chat-title.tsx";
import { Composer } from "./composer.tsx";
import { rewriteWaiting, sendPrompt } from "./prompt.ts";
import { SidePanel } from "./side-panel.tsx";
import { Thread } from "./thread.tsx";
import { openAnswer, threadRows } from "./thread-rows.ts";
import { type Chat, ChatContext, type Editing, useChat } from "./use-chat.ts";
import { useDraft } from "./use-draft.ts";
import { useEngine } from "./use-engine.ts";
import { useReading } from "./use-reading.ts";

export function ChatPage({ id: text }: { id: string }) {
  const checked = check(ConversationId, text);
  if (!checked.ok)
    return (
      <Page title="No such conversation">
        <div className="scroll page-note">
          <Empty>This address names no conversation. Choose one on the left, or ask something new.</Empty>
        </div>
      </Page>
    );
  return <Conversation key={checked.value} id={checked.value} />;
}

function Conversation({ id }: { id: ConversationId }) {
  const client = useClient();
  const { isSideOpen } = useShell();
  const summary = useReadable(client.conversations).list.get(id);
  const { chat, target, toEnd } = useConversation(id);
  const title = summary?.title ?? "Conversation";
  const { view, path } = chat;
  const rows = useMemo(() => threadRows(view, path), [view, path]);
  useBranchKeys(chat);
  return (
    <ChatContext value={chat}>
      <Page
        title={title}
        heading={<ChatTitle id={id} title={title} branches={summary?.branches ?? 1} />}
        actions={view.status === "missing" ? undefined : <ChatActions id={id} title={title} />}
      >
        <div className="cols">
          <div className="talk">
            {rows.length === 0 ? <NoTurns status={view.status} /> : <Thread id={id} rows={rows} target={target} />}
            {summary?.deletedAt !== undefined && <DeletedNote summary={summary} deletedAt={summary.deletedAt} />}
            {summary?.deletedAt === undefined && view.status !== "missing" && <Reply id={id} onSent={toEnd} />}
          </div>
          {isSideOpen && <SidePanel />}
        </div>
      </Page>
    </ChatContext>
  );
}

function useConversation(id: ConversationId) {
  const bridge = useBridge();
  const view = useReadable(bridge.client.conversation(id));
  const { path, choose, target, toEnd } = useReading(id, view);
  const [editing, setEditing] = useState<Editing>();
  const choice = useEngine(id);
  const chat = useMemo<Chat>(() => {
    const branch = (turn: PersonTurn, text: string): void => {
      const sent = sendPrompt(
        bridge,
        { text, attachments: turn.attachments, engine: choice.engine },
        { conversation: id, parent: turn.parent },
      );
      choose(sent.turn);
    };
    return {
      id,
      view,
      path,
      choose,
      editing,
      setEditing,
      choice,
      askAgain: (turn) => branch(turn, turn.text),
      takeBack: (turn) => void rewriteWaiting(bridge.client, turn.id),
      finishEditing: (turn) => {
        const text = editing?.text.trim() ?? "";
        setEditing(undefined);
        if (text === "" || text === turn.text) return;
        if (view.waiting.has(turn.id)) void rewriteWaiting(bridge.client, turn.id, text);
        else branch(turn, text);
      },
    };
  }, [bridge, id, view, path, choose, editing, choice]);
  return { chat, target, toEnd };
}

function useBranchKeys({ view, path, choose }: Chat): void {
  const fork = lastFork(view.tree, path);
  const step = (by: -1 | 1): void => {
    const next = fork === undefined ? undefined : neighbour(view.tree, fork, by);
    if (next !== undefined) choose(next);
  };
  useShortcut(KEYS.previousBranch.keys, () => step(-1), fork !== undefined);
  useShortcut(KEYS.nextBranch.keys, () => step(1), fork !== undefined);
}

function Reply({ id, onSent }: { id: ConversationId; onSent: (turn: PersonTurn["id"]) => void }) {
  const bridge = useBridge();
  const { view, path, choice } = useChat();
  const isOnline = useIsOnline();
  const draft = useDraft(id);
  const field = useRef<HTMLTextAreaElement>(null);
  const answer = openAnswer(view, path);
  const [stopped, setStopped] = useState<string>();
  useEffect(() => {
    // Ready to write on, unless that would open a keyboard over the screen.
    if (document.activeElement === document.body && matchMedia("(pointer: fine)").matches) field.current?.focus();
  }, []);
  const stop = (): void => {
    if (answer === undefined) return;
    setStopped(answer.id);
    bridge.client.command("stream.cancel", { sid: generationStream(answer.id) });
  };
  const canStop = answer !== undefined && isOnline;
  useShortcut(KEYS.stop.keys, stop, canStop && stopped !== answer.id);
  return (
    <Composer
      draft={draft}
      choice={choice}
      field={field}
      placeholder={isOnline ? "Reply on this branch" : waitPlaceholder(view.waiting.size)}
      onSend={(prompt) => {
        const parent = path.at(-1)?.id ?? null;
        onSent(sendPrompt(bridge, prompt, { conversation: id, parent }).turn);
      }}
      onStop={canStop ? stop : undefined}
      isStopping={stopped === answer?.id && answer !== undefined}
    />
  );
}

const waitPlaceholder = (others: number): string =>
  others === 0 ? "Write on; this message will wait for the bridge" : `Write on; this message will wait with the others`;

function NoTurns({ status }: { status: Chat["view"]["status"] }) {
  return (
    <div className="scroll page-note">
      {status === "loading" && <Loading>Reading the conversation</Loading>}
      {status === "missing" && (
        <Empty>This conversation is not in the bridge: it was deleted for good, or never was here.</Empty>
      )}
    </div>
  );
}

function DeletedNote({ summary, deletedAt }: { summary: ConversationSummary; deletedAt: number }) {
  const { client, runtime } = useBridge();
  const moment = momentText(deletedAt, runtime.clock.now());
  return (
    <div className="composer row">
      <Status glyph="lock">
        Deleted {moment}, {plural(summary.turns, "turn")}; kept for 30 days
      </Status>
      <Button onClick={() => client.command("conversation.restore", { conversation: summary.id })}>Restore</Button>
    </div>
  );
}
