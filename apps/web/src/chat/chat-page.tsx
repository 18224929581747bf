// One conversation: its thread, what is written below it, and the panel beside it.
import { check, ConversationId, type ConversationSummary } from "@nomous/client";
import { useMemo } from "react";
import { useBridge, useClient } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { useShortcut } from "../hooks/use-shortcut.ts";
import { Page } from "../shell/page.tsx";
import { useShell } from "../shell/use-shell.ts";
import { Button } from "../ui/button.tsx";
import { Empty, Loading, Status } from "../ui/status.tsx";
import { KEYS } from "../words/keys.ts";
import { plural } from "../words/numbers.ts";
import { momentText } from "../words/time.ts";
import { lastFork, neighbour } from "./branch/branches.ts";
import { ChatActions, ChatTitle } from "./chat-title.tsx";
import { Reply } from "./composer/reply.tsx";
import { ConversationSettings } from "./settings/conversation-settings.tsx";
import { SidePanel } from "./side-panel.tsx";
import { Thread } from "./thread/thread.tsx";
import { threadRows } from "./thread/thread-rows.ts";
import { type Chat, ChatContext } from "./use-chat.ts";
import { useConversation } from "./use-conversation.ts";

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
          <ConversationSettings />
        </div>
      </Page>
    </ChatContext>
  );
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

function NoTurns({ status }: { status: Chat["view"]["status"] }) {
  return (
    <div className="scroll page-note">
      {status === "loading" && <Loading>Reading the conversation</Loading>}
      {status === "missing" && (
        <Empty>This conversation is not in the bridge: it was deleted for good, or never was here.</Empty>
      )}
      {status === "cached" && (
        <Empty>Bridge away. This conversation is not in this browser yet; it comes when the bridge is back.</Empty>
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
