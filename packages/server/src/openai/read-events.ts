// Server-sent events from bytes, wherever these are cut, also in the middle of a character.
import { createParser, type ParseError } from "eventsource-parser";
import { ServerFailure } from "./server-failure.ts";

export interface ServerEvent {
  /** The name of the event; most have none. */
  readonly event: string | undefined;
  readonly data: string;
}

/** Of one line or event. */
const MAX_CHARACTERS = 1024 * 1024;

/** Events as they become complete. Throws a `ServerFailure` at a line that is too long, and what `bytes` throws. */
export async function* readEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let ready: ServerEvent[] = [];
  let isTooLong = false;
  const parser = createParser({
    maxBufferSize: MAX_CHARACTERS,
    onEvent: ({ event, data }) => void ready.push({ event, data }),
    onError({ type, field, value }: ParseError) {
      isTooLong ||= type === "max-buffer-size-exceeded";
      // llama-server told errors in a field of this name until autumn 2025.
      if (field === "error") ready.push({ event: field, data: value ?? "" });
    },
  });
  for await (const part of bytes) {
    parser.feed(decoder.decode(part, { stream: true }));
    const complete = ready;
    ready = [];
    yield* complete;
    if (isTooLong)
      throw new ServerFailure({ reason: "sent a line of more than 1 MiB", remedy: "Look at its log, then ask again." });
  }
}
