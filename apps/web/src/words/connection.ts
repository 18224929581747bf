// The connection and the outbox as a person is told them.
import type { ConnectionState, OutboxEntry } from "@nomous/client";
import { durationText, plural } from "./numbers.ts";
import { clockSecondsText } from "./time.ts";

/** For the status bar. */
export function connectionText(state: ConnectionState): string {
  switch (state.status) {
    case "connecting":
      return "Connecting to the bridge";
    case "online":
      return state.roundTripMs === undefined ? "Bridge here" : `Bridge here, ${durationText(state.roundTripMs)}`;
    case "away":
      return `Bridge away since ${clockSecondsText(state.since)}`;
    case "unpaired":
      return "This browser is not paired";
    case "refused":
      return "The bridge refused this page";
    case "closed":
      break;
  }
  return "Closed";
}

const isPrompt = (entry: OutboxEntry): boolean => entry.name === "conversation.prompt";

/** "2 messages and 1 change"; `undefined` when nothing waits. */
function waitingText(outbox: readonly OutboxEntry[]): string | undefined {
  if (outbox.length === 0) return undefined;
  const messages = outbox.filter(isPrompt).length;
  const changes = outbox.length - messages;
  const parts = [messages > 0 ? plural(messages, "message") : "", changes > 0 ? plural(changes, "change") : ""];
  return parts.filter((part) => part !== "").join(" and ");
}

/** For the status bar: what is safe and what is still to be sent. */
export function savingText(outbox: readonly OutboxEntry[], isOnline: boolean): string {
  const waiting = waitingText(outbox);
  if (waiting === undefined) return "Everything saved";
  const verb = outbox.length === 1 ? "waits" : "wait";
  return isOnline ? `Sending ${waiting}` : `${waiting} ${verb} and will be sent`;
}

/** The strip while the bridge is away. */
export function awayText(outbox: readonly OutboxEntry[]): string {
  const waiting = waitingText(outbox);
  if (waiting === undefined) return "what you write now waits and is sent when it returns";
  return `${waiting} ${outbox.length === 1 ? "waits" : "wait"}, sent when it returns`;
}

/** "next try in 4 s" */
export const nextTryText = (nextTryAt: number, now: number): string =>
  nextTryAt <= now ? "trying now" : `next try in ${Math.ceil((nextTryAt - now) / 1_000)} s`;
