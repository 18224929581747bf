import type { PersonTurn as Turn } from "@nomous/client";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Link } from "wouter";
import { fileAddress, placeText } from "../../address.ts";
import { useClient, useIsOnline } from "../../hooks/use-client.ts";
import { useIsLate } from "../../hooks/use-timer.ts";
import { Button } from "../../ui/button.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { Status } from "../../ui/status.tsx";
import { isMac } from "../../words/keys.ts";
import { ordinal } from "../../words/numbers.ts";
import { TurnFrame } from "./turn-frame.tsx";
import { type Editing, useChat } from "../use-chat.ts";

interface PersonTurnProps {
  turn: Turn;
  /** Its place in the queue while it waits to be sent, from 1. */
  place: number | undefined;
}

export function PersonTurn({ turn, place }: PersonTurnProps) {
  const { editing, setEditing } = useChat();
  const client = useClient();
  const isWaiting = place !== undefined;
  const { person, agent } = turn.actor;
  return (
    <TurnFrame kind={isWaiting ? "waits" : "person"} at={turn.at}>
      <div className="who">
        <b>{person}</b>
        {agent !== undefined && <span className="meta">through {agent}</span>}
        {turn.actor.client !== client.id && <span className="meta">another browser</span>}
        {isWaiting && <WaitingStatus place={place} />}
        {!isWaiting && editing?.turn !== turn.id && (
          <Button look="quiet" className="small onhover" onClick={() => setEditing({ turn: turn.id, text: turn.text })}>
            Edit
          </Button>
        )}
      </div>
      {editing?.turn === turn.id ? (
        <TurnEditor turn={turn} editing={editing} isWaiting={isWaiting} />
      ) : (
        <p className="say">{turn.text}</p>
      )}
      {turn.attachments.map(({ path, lines }) => (
        <p key={placeText(path, lines)} className="attachment">
          <Glyph name="clip" />
          <Link className="mono" href={fileAddress(path, lines)}>
            {placeText(path, lines)}
          </Link>
        </p>
      ))}
      {isWaiting && editing?.turn !== turn.id && <WaitingActions turn={turn} />}
    </TurnFrame>
  );
}

function WaitingStatus({ place }: { place: number }) {
  const isOnline = useIsOnline();
  if (!useIsLate()) return null;
  return (
    <span className="c-warning">
      <Status glyph="waits">{isOnline ? "being sent" : `waits, ${ordinal(place)} in line`}</Status>
    </span>
  );
}

function WaitingActions({ turn }: { turn: Turn }) {
  const { setEditing, takeBack } = useChat();
  const isOnline = useIsOnline();
  if (isOnline) return null;
  return (
    <div className="row">
      <Button look="quiet" className="flush" onClick={() => setEditing({ turn: turn.id, text: turn.text })}>
        Edit
      </Button>
      <Button look="quiet" onClick={() => takeBack(turn)}>
        Take back
      </Button>
    </div>
  );
}

function TurnEditor({ turn, editing, isWaiting }: { turn: Turn; editing: Editing; isWaiting: boolean }) {
  const { setEditing, finishEditing } = useChat();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") setEditing(undefined);
    else if (event.key === "Enter" && (isMac() ? event.metaKey : event.ctrlKey)) finishEditing(turn);
    else return;
    event.preventDefault();
  };
  return (
    <div className="editor">
      <textarea
        ref={field}
        rows={1}
        aria-label="Edit the message"
        value={editing.text}
        onChange={({ target }) => setEditing({ turn: turn.id, text: target.value })}
        onKeyDown={onKeyDown}
      />
      <div className="ctl">
        <span className="meta grow cut">
          <span className="wide-only">
            {isWaiting ? "It keeps its place in line" : "What was said stays; this begins a branch beside it"}
          </span>
        </span>
        <Button look="quiet" keys="Escape" onClick={() => setEditing(undefined)}>
          Cancel
        </Button>
        <Button keys="Mod+Enter" onClick={() => finishEditing(turn)}>
          {isWaiting ? "Keep the change" : "Send as a branch"}
        </Button>
      </div>
    </div>
  );
}
