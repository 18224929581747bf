// Everything about documents that a bridge keeps going: the log, snapshots, conflicts, the library's revisions, and the files of documents in use.
import type { Runtime } from "@nomous/protocol";
import type { Logger } from "pino";
import type { KeyedQueue } from "../command/keyed-queue.ts";
import type { Rounds } from "../command/rounds.ts";
import type { Storage } from "../storage/storage.ts";
import type { Journal } from "../stream/journal.ts";
import type { LatestStreams } from "../stream/latest-streams.ts";
import type { DocumentHouse, DocumentOptions, DocumentPorts } from "./command/document-ports.ts";
import { startConflictFinder } from "./conflict/conflict-finder.ts";
import { type ConflictMirrors, startConflictMirrors } from "./conflict/conflict-mirrors.ts";
import { createFileReplicas } from "./file/document-file-replicas.ts";
import { fileActor } from "./file/replica-parts.ts";
import { followFiles } from "./follow-files.ts";
import { createDocumentLog, type RoomLog } from "./journal-document-log.ts";
import { showRevisions } from "./library-revisions.ts";
import type { Lobby } from "./lobby.ts";
import { DEFAULT_KEEPING, type Keeping } from "./snapshot/compact.ts";
import { startSnapshots } from "./snapshot/snapshots.ts";

export interface DocumentsParts {
  readonly runtime: Runtime;
  readonly journal: Journal;
  readonly storage: Storage;
  /** Where whoever writes takes turns. */
  readonly queue: KeyedQueue;
  readonly rounds: Rounds;
  /** Without it nothing but the log is there. */
  readonly documents?: DocumentOptions;
  readonly latest?: LatestStreams;
  readonly lobby?: Lobby;
  readonly logger: Logger;
  readonly person: string;
  /** How much of each log is kept. */
  readonly keeping?: Keeping;
}

export interface Documents {
  readonly house: DocumentHouse;
  /** To be called when no command is under way: writes what files lack. */
  stop(): Promise<void>;
}

export function startDocuments(parts: DocumentsParts): Documents {
  const { runtime, journal, storage, queue, documents, logger } = parts;
  const { clock, random } = runtime;
  const log = createDocumentLog({ clock, journal, storage, queue });
  if (documents === undefined) return { house: { log, random, ports: undefined }, stop: async () => {} };
  const { source, desk, trace } = documents;
  const ports: DocumentPorts = { source, desk, ...(trace && { trace }), merger: documents.merger(log.updates) };
  const mirror = documents.conflicts;
  const mirrors = mirror && startConflictMirrors({ clock, log, storage, mirror, logger });
  const stop = startBackground(parts, log, ports, mirrors);
  return { house: { log, random, ports, ...(mirrors && { mirrors }) }, stop };
}

function startBackground(
  parts: DocumentsParts,
  log: RoomLog,
  { source, desk, merger }: DocumentPorts,
  mirrors: ConflictMirrors | undefined,
): () => Promise<void> {
  const { runtime, journal, storage, rounds, latest, lobby, logger, person, keeping = DEFAULT_KEEPING } = parts;
  const { clock } = runtime;
  const replicas = createFileReplicas({ runtime, log, merger, source, storage, rounds, logger, person });
  const stopFollowing = followFiles({ log, journal, storage, replicas, lobby, logger });
  const stopShowing = latest && showRevisions({ clock, latest, desk, log });
  const actor = fileActor(person, "file");
  const snapshots = startSnapshots({ clock, journal, storage, log, merger, logger, actor, keeping });
  const finder = startConflictFinder({ runtime, journal, storage, log, merger, logger, actor });
  return async () => {
    await stopFollowing();
    await replicas.close();
    stopShowing?.();
    await snapshots.stop();
    await finder.stop();
    await mirrors?.stop();
    await merger.close();
  };
}
