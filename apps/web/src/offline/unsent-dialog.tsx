// Everything that the bridge does not have yet, in the order in which it is sent: what, where, since when, and whether it can be taken back.
import type { Client, CommandArgs, OutboxEntry, UnsentChange } from "@nomous/client";
import { useState } from "react";
import { Link } from "wouter";
import { rewriteWaiting } from "../chat/composer/prompt.ts";
import { useClient, useConnection, useRuntime } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { useDocuments } from "../library/use-documents.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Status } from "../ui/status.tsx";
import { changesOf, unsentText } from "../words/connection.ts";
import { errorText } from "../words/error.ts";
import { clockSecondsText, momentText } from "../words/time.ts";
import { commandWords, type Names } from "./command-words.ts";
import { SaveUnsent } from "./save-unsent.tsx";
import "./unsent.css";
import { useUnsent } from "./use-unsent.ts";

export function UnsentDialog({ onClose }: { onClose: () => void }) {
  const outbox = changesOf(useReadable(useClient().outbox));
  const unsent = useUnsent();
  const refused = unsent?.refused ?? [];
  const count = outbox.length + refused.length;
  return (
    <Dialog label="Not yet on the bridge" className="unsent-list" onClose={onClose}>
      <div className="row head">
        <h2 className="grow">{unsentText(count)}</h2>
        <IconButton glyph="close" label="Close" onClick={onClose} />
      </div>
      {/* What scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="told" tabIndex={0}>
        <p className="muted">
          <Waiting count={outbox.length} />
        </p>
        <ol aria-label="In the order in which they are sent">
          {outbox.map((entry) => (
            <WaitingChange key={entry.id} entry={entry} change={unsent?.all.find(({ id }) => id === entry.id)} />
          ))}
        </ol>
        {refused.length > 0 && (
          <>
            <h3>Not taken by the bridge</h3>
            <ul>
              {refused.map((change) => (
                <RefusedChange key={change.id} change={change} />
              ))}
            </ul>
          </>
        )}
      </div>
      {count > 0 && (
        <div className="foot">
          <SaveUnsent count={count} />
        </div>
      )}
    </Dialog>
  );
}

function Waiting({ count }: { count: number }) {
  const connection = useConnection();
  const { kind, trouble } = useReadable(useClient().storage);
  if (count === 0) return "Nothing waits to be sent.";
  if (trouble !== undefined)
    return kind === "memory"
      ? "This browser keeps nothing for this page: what waits is lost when it is closed. Save it as a file."
      : "This browser could not keep all of it: what waits may be lost when this page is closed. Save it as a file.";
  const kept = "What waits is kept in this browser, also when it is closed";
  if (connection.status !== "away") return `${kept}. The bridge is here: it is sent in this order.`;
  return `Bridge away since ${clockSecondsText(connection.since)}. ${kept}, and sent in this order when it is back.`;
}

function WaitingChange({ entry, change }: { entry: OutboxEntry; change: UnsentChange | undefined }) {
  const { clock } = useRuntime();
  const { what, where, text, bound } = commandWords(entry, useNames());
  // What an edit inserts only its update knows.
  const shown = text ?? (entry.name === "document.edit" ? change?.text : undefined) ?? "";
  return (
    <li>
      <div className="what">
        <b>{what}</b>
        {where?.href === undefined ? (
          where !== undefined && <span className="cut mono">{where.name}</span>
        ) : (
          <Link className="cut" href={where.href}>
            {where.name}
          </Link>
        )}
      </div>
      {shown !== "" && <p className="text">{shown}</p>}
      <div className="row meta">
        <Status glyph={entry.isSent ? "arc" : "waits"}>
          since {momentText(entry.at, clock.now())},{" "}
          {entry.isSent ? "sent, the answer is not here yet" : "waits to be sent"}
        </Status>
      </div>
      {bound !== undefined && <p className="meta">{bound}</p>}
      {bound === undefined && !entry.isSent && <TakeBack entry={entry} />}
    </li>
  );
}

function TakeBack({ entry }: { entry: OutboxEntry }) {
  const client = useClient();
  const [told, setTold] = useState<string>();
  const take = async (): Promise<void> => {
    try {
      if (!(await takeBack(client, entry))) setTold("It was sent by then");
    } catch (error) {
      setTold(errorText(error));
    }
  };
  return (
    <div className="row">
      <Button look="quiet" className="flush" onClick={() => void take()}>
        Take back
      </Button>
      {told !== undefined && <output className="meta">{told}</output>}
    </div>
  );
}

/** What waits below a message goes up in its place. */
const takeBack = (client: Client, { id, name, args }: OutboxEntry): Promise<boolean> =>
  name === "conversation.prompt"
    ? rewriteWaiting(client, (args as CommandArgs<"conversation.prompt">).turn)
    : client.withdraw(id);

function RefusedChange({ change: { id, kind, where, text, at, why } }: { change: UnsentChange }) {
  const client = useClient();
  const { clock } = useRuntime();
  return (
    <li>
      <div className="what">
        <b>{REFUSED[kind] ?? "Change"}</b>
        <span className="cut">{where}</span>
      </div>
      {text !== "" && <p className="text">{text}</p>}
      <p className="meta">
        <Status glyph="error" tone="error">
          of {momentText(at, clock.now())}: {why}
        </Status>
      </p>
      {kind === "conversation.prompt" && (
        <Button look="quiet" className="flush" onClick={() => void client.dismiss(id)}>
          Dismiss
        </Button>
      )}
    </li>
  );
}

const REFUSED: Partial<Record<UnsentChange["kind"], string>> = {
  "conversation.prompt": "Message",
  "document.edit": "Edits",
  "document.resolve": "Decision on an edit conflict",
};

function useNames(): Names {
  const { list } = useReadable(useClient().conversations);
  const documents = useDocuments().data?.documents;
  return {
    titleOf: (id) => list.get(id)?.title,
    pathOf: (id) => documents?.find(({ document }) => document === id)?.path,
  };
}
