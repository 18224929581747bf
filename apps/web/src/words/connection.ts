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

/** These only ask for something: nothing is lost with them. */
const ASKING: ReadonlySet<OutboxEntry["name"]> = new Set([
  "document.open",
  "stream.cancel",
  "job.cancel",
  "model.load",
]);

/** What waits and would be missed. */
export const changesOf = (outbox: readonly OutboxEntry[]): readonly OutboxEntry[] =>
  outbox.filter(({ name }) => !ASKING.has(name));

const isPrompt = (entry: OutboxEntry): boolean => entry.name === "conversation.prompt";

/** "2 messages and 1 change"; `undefined` when nothing waits. */
function waitingText(changed: readonly OutboxEntry[]): string | undefined {
  if (changed.length === 0) return undefined;
  const messages = changed.filter(isPrompt).length;
  const changes = changed.length - messages;
  const parts = [messages > 0 ? plural(messages, "message") : "", changes > 0 ? plural(changes, "change") : ""];
  return parts.filter((part) => part !== "").join(" and ");
}

/** For the status bar, as long as nothing is held up. */
export function savingText(outbox: readonly OutboxEntry[]): string {
  const waiting = waitingText(changesOf(outbox));
  return waiting === undefined ? "Everything saved" : `Sending ${waiting}`;
}

/** For the status bar, and the heading of what it leads to: "3 changes not yet on the bridge". */
export const unsentText = (count: number): string =>
  count === 0 ? "Everything is on the bridge" : `${plural(count, "change")} not yet on the bridge`;

/** The strip while the bridge is away; `isKept`: what waits outlives this page. */
export function awayText(outbox: readonly OutboxEntry[], isKept: boolean): string {
  const changes = changesOf(outbox);
  const waiting = waitingText(changes);
  const kept = isKept ? "sent when it returns" : "lost when this page is closed before it returns";
  if (waiting === undefined) return `what you write now waits and is ${kept}`;
  return `${waiting} ${changes.length === 1 ? "waits" : "wait"}, ${kept}`;
}

/** "next try in 4 s" */
export const nextTryText = (nextTryAt: number, now: number): string =>
  nextTryAt <= now ? "trying now" : `next try in ${Math.ceil((nextTryAt - now) / 1_000)} s`;
