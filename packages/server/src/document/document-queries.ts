// The queries about documents and about the workbench that checks them.
import type { DocumentId, SnapshotPlace } from "@nomous/protocol";
import type { QueryTable } from "../query/query-executor.ts";
import { textPage } from "../query/text-page.ts";
import type { DocumentHouse, DocumentPorts } from "./command/document-ports.ts";
import { DocumentFault } from "./document-log.ts";
import { FileTrouble } from "./document-source.ts";
import { Histories } from "./history/histories.ts";
import type { RoomLog } from "./journal-document-log.ts";
import { type LoadedRoom, stateKey } from "./room/loaded-room.ts";
import { isReadable } from "./room/is-readable.ts";

type DocumentQueries = Pick<QueryTable, Extract<keyof QueryTable, `document${string}` | `workbench.${string}`>>;

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
      return textPage(await textOf(known(), await log.room(document), version), from);
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
