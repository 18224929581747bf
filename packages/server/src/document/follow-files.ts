// Which files are followed: those of documents that somebody is at, that somebody writes to, or that a bridge which died has left behind.
import type { DocumentId } from "@nomous/protocol";
import { documentStream } from "@nomous/protocol";
import type { Logger } from "pino";
import { codeOf, placeOf } from "../connection/describe-error.ts";
import type { Storage } from "../storage/storage.ts";
import type { Journal } from "../stream/journal.ts";
import { DocumentFault, type DocumentLog } from "./document-log.ts";
import type { FileReplicas } from "./file-replicas.ts";
import { readShadow } from "./file/shadow.ts";
import type { Lobby } from "./lobby.ts";

interface FollowParts {
  readonly log: DocumentLog;
  readonly journal: Journal;
  readonly storage: Pick<Storage, "record">;
  readonly replicas: FileReplicas;
  readonly lobby: Lobby | undefined;
  readonly logger: Logger;
}

/** Returns how to stop; it resolves when nothing is being looked for any more. */
export function followFiles({ log, journal, storage, replicas, lobby, logger }: FollowParts): () => Promise<void> {
  let isStopped = false;
  const follow = async (id: DocumentId): Promise<void> => {
    try {
      if (!isStopped) await replicas.follow(id);
    } catch (error) {
      if (error instanceof DocumentFault) return;
      logger.warn({ error: codeOf(error), at: placeOf(error) }, "a file could not be followed");
    }
  };

  const catchUp = async (): Promise<void> => {
    for (const id of (await log.bound()).values()) {
      if (isStopped) return;
      const [shadow, state] = await Promise.all([readShadow(storage, id), journal.state(documentStream(id))]);
      const seen = shadow === undefined ? 0 : Math.max(shadow.upTo, ...shadow.plus);
      if (state !== undefined && state.head > seen) await follow(id);
    }
  };

  const caughtUp = catchUp().catch((error: unknown) => {
    logger.warn({ error: codeOf(error), at: placeOf(error) }, "files that are behind could not be looked for");
  });
  const stops = [
    log.watch(({ id }) => {
      if (replicas.state(id) === undefined) void follow(id);
    }),
    lobby?.onFirst((id) => void follow(id)),
    lobby && replicas.watch((id, state) => lobby.file(id, state)),
  ];
  return async () => {
    isStopped = true;
    for (const stop of stops) stop?.();
    await caughtUp;
  };
}
