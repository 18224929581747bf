// Instead of everything else, where the page cannot work as it is. What was not sent comes first.
import { ClientError, type ConnectionState, type ErrorBody } from "@nomous/client";
import { type ReactNode, useState } from "react";
import { UnsentFirst } from "../offline/unsent-first.tsx";
import { Button } from "../ui/button.tsx";
import { LeaveNote } from "../update/leave-note.tsx";
import { errorText } from "../words/error.ts";
import "./entry.css";
import { pairingSecretOf } from "./pairing-link.ts";

/** A connection that does not come back by itself. */
export type Blocked = Extract<ConnectionState, { readonly status: "unpaired" | "refused" | "closed" }>;

export function BlockedPage({ connection }: { connection: Blocked }) {
  switch (connection.status) {
    case "unpaired":
      return <KeylessPage error={connection.error} />;
    case "refused":
      return <RefusedPage error={connection.error} />;
    case "closed":
      break;
  }
  return <ClosedPage />;
}

/** This browser's key is unknown to the bridge: which command helps, and a field for what it prints. */
function KeylessPage({ error }: { error: ErrorBody }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const pair = (): void => {
    const secret = pairingSecretOf(text);
    if (secret === undefined) return setProblem("This is no pairing link. It ends in #pair= and a long word.");
    history.replaceState(null, "", `#pair=${secret}`);
    location.reload();
  };
  return (
    <EntryPage title="This browser is not paired">
      <UnsentFirst />
      <p>{withCode(error.message)}</p>
      <p>
        In a checkout <code>npm start</code> prints a link too. Each works once, for ten minutes.
      </p>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          pair();
        }}
      >
        <input
          className="field mono"
          aria-label="Pairing link"
          aria-invalid={problem !== undefined}
          placeholder="or paste the link here"
          autoComplete="off"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button look="primary" type="submit">
          Pair this browser
        </Button>
      </form>
      {problem !== undefined && (
        <p className="c-error" role="alert">
          {problem}
        </p>
      )}
    </EntryPage>
  );
}

/** Commands in a message stand between backticks. */
const withCode = (message: string): ReactNode =>
  message.split("`").map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));

/** Trying again does not help; the error says why. */
function RefusedPage({ error }: { error: ErrorBody }) {
  return (
    <EntryPage title="The bridge refused this page">
      <UnsentFirst />
      <p>{withCode(error.message)}</p>
      <p className="meta">
        Code: <code>{error.code}</code>
      </p>
      <Button onClick={() => location.reload()}>Load the page again</Button>
      <LeaveNote />
    </EntryPage>
  );
}

/** The client was closed. */
function ClosedPage() {
  return (
    <EntryPage title="This page is closed">
      <UnsentFirst />
      <p>Load it again to go on; nothing is lost.</p>
      <Button onClick={() => location.reload()}>Load the page again</Button>
    </EntryPage>
  );
}

/** The browser's database was changed by a newer page, or cannot be had at all. */
export function UnopenedPage({ error }: { error: unknown }) {
  if (error instanceof ClientError && error.code === "page-too-old")
    return (
      <EntryPage title="This page is older than what this browser keeps">
        <p>A newer Nomous was opened in this browser, and keeps things in another way. Nothing is lost.</p>
        <Button look="primary" onClick={() => location.reload()}>
          Load it again
        </Button>
        <LeaveNote />
      </EntryPage>
    );
  return (
    <EntryPage title="This browser keeps nothing for this page">
      <p>
        Nomous needs the browser's database for its key and for messages that wait. A private window, or a full disk,
        may forbid it: {errorText(error)}.
      </p>
      <LeaveNote />
    </EntryPage>
  );
}

/** When even the frame around the pages failed. */
export function FailedEntryPage({ error }: { error: unknown }) {
  return (
    <EntryPage title="This page could not be shown">
      <p>{errorText(error)}</p>
      <p>What waits to be sent is kept in this browser.</p>
      <Button onClick={() => location.reload()}>Reload</Button>
      <LeaveNote />
    </EntryPage>
  );
}

function EntryPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="entry">
      <h1>{title}</h1>
      {children}
    </main>
  );
}
