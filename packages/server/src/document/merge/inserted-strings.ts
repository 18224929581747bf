// What can be saved of an update when the state that it was made on is gone: the text that it inserts, without knowing where.
import * as Y from "yjs";
import type { EncodedUpdate } from "./ydoc.ts";

/** The text that an update inserts beyond what `known` has of each writer, a line for each place. */
export function insertedStrings({ encoding, update }: EncodedUpdate, known: ReadonlyMap<number, number>): string {
  const { structs } = encoding === 1 ? Y.decodeUpdate(update) : Y.decodeUpdateV2(update);
  let text = "";
  let end: Y.ID | undefined;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
    const { client, clock } = struct.id;
    const fresh = struct.content.str.slice(Math.max(0, (known.get(client) ?? 0) - clock));
    if (fresh === "") continue;
    const goesOn =
      end !== undefined && end.client === client && struct.origin !== null && Y.compareIDs(struct.origin, end);
    text += text === "" || goesOn ? fresh : `\n${fresh}`;
    end = struct.lastId;
  }
  return text;
}
