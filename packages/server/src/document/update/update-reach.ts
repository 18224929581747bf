// What an update of Yjs touches, without applying it: whose items it brings, which it builds on, what it deletes. Only text in the one shared
// text of a document is an update here; everything else that Yjs can encode is refused before it is in anybody's document.
import { ByteReader, type UpdateEncoding, utf8Length } from "@nomous/protocol";
import * as Y from "yjs";
import { hasOtherKinds } from "./has-other-kinds.ts";

/** Items of one client id of Yjs, from clock `from` up to, not including, `to`. */
interface ClockSpan {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/** An item that stood beside a new one when that was made, and the new one. */
export interface Origin {
  readonly client: number;
  readonly clock: number;
  readonly of: { readonly client: number; readonly clock: number };
}

export interface UpdateReach {
  /** One for each client id that has items in it. */
  readonly adds: readonly ClockSpan[];
  readonly origins: readonly Origin[];
  readonly deletes: readonly ClockSpan[];
  /** By how many bytes the text grows at most; deleted characters count one each. */
  readonly growth: number;
}

/** The name of the shared text in the Y.Doc of a document. */
const TEXT = "text";
/** More items than a merged update of a long journey has; encoding 2 can claim far more in a few bytes. */
const MAX_STRUCTS = 200_000;

type Struct = ReturnType<typeof Y.decodeUpdate>["structs"][number];
type Deletes = ReturnType<typeof Y.decodeUpdate>["ds"];

/** The reach of an update, or why it is none of a text. */
export function reachOf(encoding: UpdateEncoding, update: Uint8Array): UpdateReach | string {
  if (encoding === 2 && claimsTooMany(update)) return "it claims more items than an edit has";
  if (hasOtherKinds(encoding, update)) return NO_TEXT;
  let decoded: { readonly structs: readonly Struct[]; readonly ds: Deletes };
  try {
    decoded = encoding === 1 ? Y.decodeUpdate(update) : Y.decodeUpdateV2(update);
  } catch {
    return "Yjs cannot read it";
  }
  const reach = gather(decoded.structs, decoded.ds);
  // Of a client id that comes twice Yjs would apply the second part alone.
  const isOnce = typeof reach === "string" || reach.adds.length === claimedClients(encoding, update);
  return isOnce ? reach : OUT_OF_ORDER;
}

function gather(structs: readonly Struct[], { clients }: Deletes): UpdateReach | string {
  const adds: ClockSpan[] = [];
  const origins: Origin[] = [];
  let growth = 0;
  for (const struct of structs) {
    const wrong = whatIsWrong(struct);
    if (wrong !== undefined) return wrong;
    const { client, clock } = struct.id;
    const last = adds.at(-1);
    const to = clock + struct.length;
    if (!Number.isSafeInteger(to)) return "it counts too far";
    // Yjs writes the higher client ids first, and passes over what comes otherwise when it merges updates.
    if (last === undefined || client < last.client) adds.push({ client, from: clock, to });
    else if (last.client === client && last.to === clock) adds[adds.length - 1] = { client, from: last.from, to };
    else return OUT_OF_ORDER;
    // What comes deleted is taken off again with the deletions.
    growth += textBytes(struct);
    if (!(struct instanceof Y.Item)) continue;
    for (const beside of [struct.origin, struct.rightOrigin]) {
      if (beside === null) continue;
      // Yjs breaks at an item that stands beside a later one of its own writer.
      if (beside.client === client && beside.clock >= clock) return OUT_OF_ORDER;
      origins.push({ client: beside.client, clock: beside.clock, of: struct.id });
    }
  }
  const deletes: ClockSpan[] = [];
  for (const [client, ranges] of clients) {
    for (const { clock, len } of ranges) deletes.push({ client, from: clock, to: clock + len });
  }
  return { adds, origins, deletes, growth: deletes.reduce((sum, { from, to }) => sum - (to - from), growth) };
}

const NO_TEXT = "it brings something that is no text";
const OUT_OF_ORDER = "its items are not in order";

const textBytes = (struct: Struct): number =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentString
    ? utf8Length(struct.content.str)
    : struct.length;

function whatIsWrong(struct: Struct): string | undefined {
  if (struct.length <= 0) return "it has an item without content";
  if (struct instanceof Y.GC) return undefined;
  if (!(struct instanceof Y.Item)) return "it leaves items out";
  const { parent, parentSub, content } = struct;
  if (parentSub !== null || (parent !== null && (parent as unknown) !== TEXT))
    return "it writes to something else than the text";
  if (content instanceof Y.ContentDeleted) return undefined;
  if (!(content instanceof Y.ContentString)) return NO_TEXT;
  const { str } = content;
  if (str.includes("\r")) return "its text has carriage returns; lines of a document end with a line feed alone";
  return str.isWellFormed() ? undefined : "its text has half a character";
}

/** Items are counted ahead of reading them: runs of equal ones cost no bytes in encoding 2. */
function claimsTooMany(update: Uint8Array): boolean {
  const reader = behindColumns(update);
  let structs = 0;
  for (let left = reader.varuint(); left > 0 && !reader.hasFailed; left -= 1) {
    structs += reader.varuint();
    reader.varuint();
    if (structs > MAX_STRUCTS) return true;
  }
  return false;
}

const claimedClients = (encoding: UpdateEncoding, update: Uint8Array): number =>
  (encoding === 1 ? new ByteReader(update) : behindColumns(update)).varuint();

/** Columns of encoding 2 before what is not in one. */
const COLUMNS = 9;

function behindColumns(update: Uint8Array): ByteReader {
  const reader = new ByteReader(update);
  reader.varuint();
  for (let column = 0; column < COLUMNS; column += 1) reader.take(reader.varuint());
  return reader;
}
