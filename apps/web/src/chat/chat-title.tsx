import { type ConversationId, LIMITS } from "@nomous/client";
import { useState } from "react";
import { useClient } from "../hooks/use-client.ts";
import { useShell } from "../shell/use-shell.ts";
import { IconButton } from "../ui/button.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { Menu } from "../ui/menu.tsx";
import { KEYS, keyText } from "../words/keys.ts";
import { lastFork, siblingsOf } from "./branch/branches.ts";
import { useChat } from "./use-chat.ts";

interface TitleProps {
  id: ConversationId;
  title: string;
}

/** The title, which becomes a field to rename it, and which branch is read. */
export function ChatTitle({ id, title, branches }: TitleProps & { branches: number }) {
  const { view, path } = useChat();
  const { toggleSide } = useShell();
  const fork = lastFork(view.tree, path);
  const siblings = fork === undefined ? [] : siblingsOf(view.tree, fork);
  return (
    <>
      <h1 className="cut" key={`${id} ${title}`}>
        {title}
      </h1>
      {fork !== undefined && branches > 1 && (
        <button type="button" className="btn quiet wide-only" onClick={toggleSide} title="Show the branches">
          <Glyph name="branch" />
          Branch {siblings.indexOf(fork.id) + 1} of {siblings.length}
        </button>
      )}
    </>
  );
}

export function ChatActions({ id, title }: TitleProps) {
  const { remove, toggleSide, isSideOpen } = useShell();
  const [isRenaming, setRenaming] = useState(false);
  if (isRenaming) return <RenameField id={id} title={title} onDone={() => setRenaming(false)} />;
  return (
    <>
      <IconButton glyph="side" label="Side panel" aria-pressed={isSideOpen} onClick={toggleSide} />
      <Menu label="Conversation menu" glyph="more">
        <button type="button" onClick={() => setRenaming(true)}>
          Rename
        </button>
        <button type="button" onClick={toggleSide}>
          {isSideOpen ? "Hide the side panel" : "Show the side panel"}
          <kbd className="end">{keyText(KEYS.side.keys)}</kbd>
        </button>
        <button type="button" className="danger" onClick={() => remove({ id, title })}>
          Delete; it can be restored for 30 days
        </button>
      </Menu>
    </>
  );
}

function RenameField({ id, title, onDone }: TitleProps & { onDone: () => void }) {
  const client = useClient();
  const [text, setText] = useState(title);
  const rename = (): void => {
    const next = text.trim();
    if (next !== "" && next !== title) client.command("conversation.rename", { conversation: id, title: next });
    onDone();
  };
  return (
    <form
      className="row grow"
      onSubmit={(event) => {
        event.preventDefault();
        rename();
      }}
    >
      <input
        className="field"
        aria-label="Title"
        maxLength={LIMITS.titleLength}
        // A person has just asked to rename.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => event.key === "Escape" && (event.preventDefault(), onDone())}
      />
      <button type="submit" className="btn">
        Rename
      </button>
    </form>
  );
}
