// What a client keeps of a document, so that it opens with the bridge away: its facts and its text, in the parts in which that came.
//
//   copy = u8 format | varuint a | a × varuint client id of Yjs
//        | varuint n | n × ( varuint length | event as JSON ) | varuint m | m × part of the state | parts that came later
//   part = u8 encoding | varuint length | update
//
// Format 1 was without the client ids.
import { ByteReader, decodeJson, DocumentEvent, fromUtf8, utf8, varuintSize, writeVaruint } from "@nomous/protocol";
import { type DocumentFacts, eventsOf, growFacts, NO_FACTS } from "./document-facts.ts";
import type { Update } from "./apply-update.ts";
import type { TextParts } from "./shared-text.ts";

export interface CopiedDocument extends TextParts {
  readonly facts: DocumentFacts;
  /** Whose edits the text has that its stream may not have by the item up to which it was read. */
  readonly ahead: readonly number[];
}

/** No copy of another format begins with it. */
const FORMAT = 2;
const WITHOUT_AHEAD = 1;

export function encodeCopy({ facts, ahead, state, later }: CopiedDocument): Uint8Array {
  const events = eventsOf(facts).map((event) => utf8(JSON.stringify(event)));
  const pieces = [Uint8Array.of(FORMAT), number(ahead.length), ...ahead.map(number), number(events.length)];
  for (const event of events) pieces.push(number(event.length), event);
  pieces.push(number(state.length));
  for (const { encoding, update } of [...state, ...later])
    pieces.push(Uint8Array.of(encoding), number(update.length), update);
  return joined(pieces);
}

/** `undefined` when it cannot be read: then it is read again from the bridge. */
export function decodeCopy(copy: Uint8Array): CopiedDocument | undefined {
  const reader = new ByteReader(copy);
  const format = reader.byte();
  if (format !== FORMAT && format !== WITHOUT_AHEAD) return undefined;
  const ahead: number[] = [];
  for (let left = format === FORMAT ? reader.varuint() : 0; left > 0 && !reader.hasFailed; left -= 1)
    ahead.push(reader.varuint());
  let facts = NO_FACTS;
  for (let left = reader.varuint(); left > 0 && !reader.hasFailed; left -= 1) {
    const event = decodeJson(DocumentEvent, fromUtf8(reader.take(reader.varuint())));
    if (event === undefined) return undefined;
    facts = growFacts(facts, event, 0);
  }
  const size = reader.varuint();
  const parts: Update[] = [];
  while (reader.remaining > 0 && !reader.hasFailed) {
    const encoding = reader.byte();
    const update = reader.take(reader.varuint());
    if (encoding !== 1 && encoding !== 2) return undefined;
    parts.push({ encoding, update });
  }
  if (reader.hasFailed || parts.length < size) return undefined;
  return { facts, ahead, state: parts.slice(0, size), later: parts.slice(size) };
}

function number(value: number): Uint8Array {
  const bytes = new Uint8Array(varuintSize(value));
  writeVaruint(bytes, 0, value);
  return bytes;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
