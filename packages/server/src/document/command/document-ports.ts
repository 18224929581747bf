// What commands and queries about documents rest on.
import type { Random } from "@nomous/protocol";
import type { ConflictMirror } from "../conflict/conflict-mirror.ts";
import type { ConflictMirrors } from "../conflict/conflict-mirrors.ts";
import type { DocumentDesk } from "../document-desk.ts";
import type { DocumentSource } from "../document-source.ts";
import type { TraceDesk } from "../trace-desk.ts";
import type { RoomLog } from "../journal-document-log.ts";
import type { Merger, ReadUpdates } from "../merger.ts";

/** The world behind documents, as a server is given it. */
export interface DocumentOptions {
  readonly source: DocumentSource;
  readonly desk: DocumentDesk;
  /** Without it nobody can tell what documents rest on. */
  readonly trace?: TraceDesk;
  /** Without it conflicts are known to the log alone. */
  readonly conflicts?: ConflictMirror;
  /** Makes the merger over the log that the server has; closed with the server. */
  merger(read: ReadUpdates): Merger;
}

/** Files, the workbench, and who knows the text of documents. */
export interface DocumentPorts {
  readonly source: DocumentSource;
  readonly desk: DocumentDesk;
  readonly trace?: TraceDesk;
  readonly merger: Merger;
}

export interface DocumentHouse {
  readonly log: RoomLog;
  readonly random: Random;
  /** Without them documents that exist can be edited, and nothing else. */
  readonly ports: DocumentPorts | undefined;
  /** Where conflicts are told beside the documents. */
  readonly mirrors?: ConflictMirrors;
}
