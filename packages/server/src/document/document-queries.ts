// The queries about documents and about the workbench that checks them.
import { type DocumentId, LIMITS, type SnapshotPlace, utf8Length } from "@nomous/protocol";
import type { QueryTable } from "../query/query-executor.ts";
import type { DocumentHouse, DocumentPorts } from "./command/document-ports.ts";
import { DocumentFault } from "./document-log.ts";
import { FileTrouble } from "./document-source.ts";
import { Histories } from "./history/histories.ts";
import type { RoomLog } from "./journal-document-log.ts";
import { type LoadedRoom, stateKey } from "./room/loaded-room.ts";
import { endOfPiece } from "./snapshot/text-pieces.ts";
import { isReadable } from "./room/is-readable.ts";

type DocumentQueries = Pick<QueryTable, Extract<keyof QueryTable, `document${string}` | `workbench.${string}`>>;

/** A reply is one frame; what is around the text is small. */
const MAX_TEXT_BYTES = LIMITS.frameBytes - 64 * 1024;
/** Of a history in one reply. */
const MAX_ENTRIES = 500;

export function createDocumentQueries({ log, ports }: DocumentHouse): DocumentQueries {
  const histories = new Histories(log);
  const known = (): DocumentPorts => {
    if (ports === undefined) throw new FileTrouble("not-text", "This bridge serves no files as documents.");
    return ports;
  };

  return {
    async "documents.list"(_, signal) {
      const [{ documents, unchecked }, bound] = await Promise.all([known().desk.list(signal), log.bound()]);
      return {
        documents: documents.map((overview) => {
          const document = bound.get(overview.path);
          return document === undefined ? overview : { ...overview, document };
        }),
        unchecked: [...unchecked],
      };
    },
    "document.snapshot": async ({ document }) => ({ snapshot: await snapshotOf(log, document) }),
    "document.history": ({ limit, ...args }) => histories.page({ ...args, limit: Math.min(limit, MAX_ENTRIES) }),
    async "document.version"({ document, version, from }) {
      const text = await textOf(known(), await log.room(document), version);
      return { text: text.slice(from, endOfPage(text, from)), total: text.length };
    },
    "workbench.settings": async () => known().desk.settings(),
    "workbench.survey": (args) => known().desk.survey(args),
  };
}

/** Of a damaged document too: what is before the damage can be read. */
async function snapshotOf(log: RoomLog, id: DocumentId): Promise<SnapshotPlace | null> {
  try {
    return (await log.room(id)).snapshot;
  } catch (error) {
    if (!(error instanceof DocumentFault) || error.code !== "damaged") throw error;
    return (await log.remains(id)).room.snapshot;
  }
}

async function textOf({ source, merger }: DocumentPorts, room: LoadedRoom, version: string): Promise<string> {
  const [kind, name = ""] = version.split(":", 2);
  if (kind === "file") {
    const kept = await source.kept(name);
    if (kept === null) throw new DocumentFault("not-found", "This version of the file is not kept.");
    return kept.text;
  }
  const seq = kind === "seq" ? Number(name) : Number.NaN;
  const epoch = [...room.epochs].findLast(([, begin]) => begin <= seq)?.[0];
  if (epoch === undefined || seq > room.head || !isReadable(room, epoch, seq))
    throw new DocumentFault("not-found", `There is no such version of ${room.path}, or it is not kept any more.`);
  return merger.text({ key: stateKey(room.id, epoch), upTo: seq, plus: [] });
}

/** As much as one reply holds, however much of it JSON has to write as escapes. */
function endOfPage(text: string, from: number): number {
  let units = MAX_TEXT_BYTES;
  for (;;) {
    const end = endOfPiece(text, Math.min(from, text.length), units);
    const bytes = utf8Length(JSON.stringify(text.slice(from, end)));
    if (bytes <= MAX_TEXT_BYTES) return end;
    units = Math.floor((units * MAX_TEXT_BYTES) / bytes) - 1;
  }
}
