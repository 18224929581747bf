// What a client keeps of a document, so that it opens with the bridge away: its facts and its whole state.
//
//   copy = varuint n | n × ( varuint length | event as JSON ) | state, an update of encoding 2
import { ByteReader, decodeJson, DocumentEvent, fromUtf8, utf8, varuintSize, writeVaruint } from "@nomous/protocol";
import { type DocumentFacts, eventsOf, growFacts, NO_FACTS } from "./document-facts.ts";

export interface CopiedDocument {
  readonly facts: DocumentFacts;
  readonly state: Uint8Array;
}

export function encodeCopy({ facts, state }: CopiedDocument): Uint8Array {
  const events = eventsOf(facts).map((event) => utf8(JSON.stringify(event)));
  const size = events.reduce((sum, { length }) => sum + varuintSize(length) + length, varuintSize(events.length));
  const copy = new Uint8Array(size + state.length);
  let at = writeVaruint(copy, 0, events.length);
  for (const event of events) {
    at = writeVaruint(copy, at, event.length);
    copy.set(event, at);
    at += event.length;
  }
  copy.set(state, at);
  return copy;
}

/** `undefined` when it cannot be read: then it is read again from the bridge. */
export function decodeCopy(copy: Uint8Array): CopiedDocument | undefined {
  const reader = new ByteReader(copy);
  let facts = NO_FACTS;
  for (let left = reader.varuint(); left > 0 && !reader.hasFailed; left -= 1) {
    const event = decodeJson(DocumentEvent, fromUtf8(reader.take(reader.varuint())));
    if (event === undefined) return undefined;
    facts = growFacts(facts, event, 0);
  }
  return reader.hasFailed ? undefined : { facts, state: reader.take(reader.remaining) };
}
