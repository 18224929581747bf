import type { ErrorBody } from "@nomous/client";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button.tsx";
import { errorText } from "../words/error.ts";
import "./entry.css";
import { pairingSecretOf } from "./pairing-link.ts";

/** This browser's key is unknown to the bridge: which command helps, and a field for what it prints. */
export function KeylessPage({ error }: { error: ErrorBody }) {
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
export function RefusedPage({ error }: { error: ErrorBody }) {
  return (
    <EntryPage title="The bridge refused this page">
      <p>{withCode(error.message)}</p>
      <p className="meta">
        Code: <code>{error.code}</code>
      </p>
      <Button onClick={() => location.reload()}>Load the page again</Button>
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
    </EntryPage>
  );
}

export function EntryPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="entry">
      <h1>{title}</h1>
      {children}
    </main>
  );
}
