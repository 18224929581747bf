// Gathers what happens in one tick of the event loop into one message, because a message costs more than a token.
import type { LlamaEvent } from "../llama-message.ts";

export interface Outbox {
  add(event: LlamaEvent): void;
  /** Added once, at the end of the tick. */
  addLast(event: () => LlamaEvent): void;
}

export function createOutbox(send: (events: readonly LlamaEvent[]) => void): Outbox {
  let events: LlamaEvent[] = [];
  let last: (() => LlamaEvent) | undefined;
  let isScheduled = false;
  const flush = (): void => {
    const batch = last === undefined ? events : [...events, last()];
    events = [];
    last = undefined;
    isScheduled = false;
    send(batch);
  };
  const schedule = (): void => {
    if (!isScheduled) setImmediate(flush);
    isScheduled = true;
  };
  return {
    add(event) {
      events.push(event);
      schedule();
    },
    addLast(event) {
      last = event;
      schedule();
    },
  };
}
