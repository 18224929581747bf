// Services with documents on files in memory, and people who write with a Y.Doc of their own: they read the log as a client does and send what
// Yjs makes.
import {
  type Actor,
  type ClientId,
  type CommandArgs,
  type CommandName,
  type CommandResult,
  decodeJson,
  type DocumentEdit,
  DocumentEvent,
  type DocumentId,
  DocumentOpened,
  documentStream,
  fromUtf8,
  ITEM,
  newCommandId,
  type Runtime,
  UpdateReader,
} from "@nomous/protocol";
import * as Y from "yjs";
import { CALLER, openServices, type ServicesFixture } from "../services-fixture.ts";
import type { Caller } from "../session/caller.ts";
import type { MemoryDisk } from "../storage/memory-storage.ts";
import type { Storage } from "../storage/storage.ts";
import type { LatestStreams } from "../stream/latest-streams.ts";
import type { DocumentOptions } from "./command/document-ports.ts";
import type { ConflictMirror } from "./conflict/conflict-mirror.ts";
import type { DocumentDesk } from "./document-desk.ts";
import { createDocumentSourceFixture, type DocumentSourceFixture } from "./document-source-fixture.ts";
import type { Lobby } from "./lobby.ts";
import type { TraceDesk } from "./trace-desk.ts";
import { createMerger } from "./merge/merger-core.ts";
import { textIn, textOf } from "./merge/ydoc.ts";
import type { Keeping } from "./snapshot/compact.ts";

/** A desk with nothing on it. */
export const EMPTY_DESK: DocumentDesk = {
  list: async () => ({ documents: [], unchecked: [] }),
  compose: async ({ title }) => ({ path: `${title}.md`, text: `# ${title}\n` }),
  move: async () => ({ status: "unchanged" }),
  settings: async () => ({ types: [], rules: {}, without: [], today: "2026-11-28" }),
  survey: async () => ({ kinds: {}, texts: {}, folders: {}, commits: {}, approval: "none" }),
  watch: () => () => {},
};

interface DocumentFixtureOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly source?: DocumentSourceFixture;
  readonly desk?: Partial<DocumentDesk>;
  readonly trace?: TraceDesk;
  readonly merger?: DocumentOptions["merger"];
  readonly disk?: MemoryDisk;
  readonly latest?: LatestStreams;
  readonly lobby?: Lobby;
  readonly keeping?: Keeping;
  readonly conflicts?: ConflictMirror;
  readonly wrap?: (storage: Storage) => Storage;
}

export type DocumentFixture = Awaited<ReturnType<typeof openDocuments>>;

export async function openDocuments<R extends Runtime>(runtime: R, options: DocumentFixtureOptions = {}) {
  const { files, source = createDocumentSourceFixture(files), desk, merger = createMerger, ...more } = options;
  const { trace, conflicts, ...others } = more;
  const documents: DocumentOptions = {
    source,
    desk: { ...EMPTY_DESK, ...desk },
    merger,
    ...(trace && { trace }),
    ...(conflicts && { conflicts }),
  };
  const bridge = await openServices(runtime, { ...others, documents });
  return {
    ...bridge,
    runtime,
    source,

    async open(path: string): Promise<DocumentId> {
      const { result, error } = await bridge.send("document.open", { path });
      const opened = DocumentOpened.safeParse(result);
      if (!opened.success) throw new Error(`${path} could not be opened: ${error?.message}`);
      return opened.data.document;
    },

    async events(id: DocumentId): Promise<DocumentEvent[]> {
      const events: DocumentEvent[] = [];
      for await (const { kind, data } of bridge.journal.items(documentStream(id), 0)) {
        const event = kind === ITEM.json ? decodeJson(DocumentEvent, fromUtf8(data)) : undefined;
        if (event !== undefined) events.push(event);
      }
      return events;
    },

    async text(id: DocumentId): Promise<string> {
      const reader = new Scribe(bridge, runtime, id, CALLER);
      await reader.read();
      return reader.text;
    },

    async scribe(id: DocumentId, person = "Ada", client = "a".repeat(22)): Promise<Scribe> {
      const actor: Actor = { person, client: client as ClientId };
      const scribe = new Scribe(bridge, runtime, id, { ...CALLER, actor });
      await scribe.read();
      return scribe;
    },
  };
}

interface MoreOfEdit extends Partial<Pick<DocumentEdit, "isApart" | "after" | "base">> {
  readonly label?: string;
  readonly encoding?: 1 | 2;
}

/** Somebody who has the document open. */
export class Scribe {
  doc = new Y.Doc();
  epoch = 0;
  /** The last item that was read. */
  seq = 0;
  readonly #bridge: Pick<ServicesFixture, "services" | "journal">;
  readonly #runtime: Runtime;
  readonly #id: DocumentId;
  readonly #caller: Caller;

  constructor(bridge: Pick<ServicesFixture, "services" | "journal">, runtime: Runtime, id: DocumentId, caller: Caller) {
    this.#bridge = bridge;
    this.#runtime = runtime;
    this.#id = id;
    this.#caller = caller;
    this.doc.clientID = runtime.random.uint32();
  }

  get text(): string {
    return textOf(this.doc);
  }

  /** Reads what is new in the log. */
  async read(): Promise<void> {
    const updates = new UpdateReader();
    for await (const { seq, kind, data } of this.#bridge.journal.items(documentStream(this.#id), this.seq)) {
      this.seq = seq;
      const event = kind === ITEM.json ? decodeJson(DocumentEvent, fromUtf8(data)) : undefined;
      if (event?.type === "epoch") this.#begin(event.epoch);
      const update = kind === ITEM.bytes ? updates.read(data) : undefined;
      if (update?.encoding === 1) Y.applyUpdate(this.doc, update.update);
      else if (update !== undefined) Y.applyUpdateV2(this.doc, update.update);
    }
  }

  /** What Yjs makes of replacing `length` characters at `at`; it is not sent. */
  change(at: number, insert: string, length = 0): Uint8Array {
    let made: Uint8Array | undefined;
    const take = (update: Uint8Array): void => void (made = update);
    this.doc.once("update", take);
    this.doc.transact(() => {
      const text = textIn(this.doc);
      if (length > 0) text.delete(at, length);
      if (insert !== "") text.insert(at, insert);
    });
    if (made === undefined) throw new Error("nothing was changed");
    return made;
  }

  edit(update: Uint8Array, more: MoreOfEdit = {}) {
    const base64 = Buffer.from(update).toString("base64");
    const { epoch, seq } = this;
    return { epoch, base: seq, yjs: this.doc.clientID, encoding: 1 as const, update: base64, ...more };
  }

  send(edit: ReturnType<Scribe["edit"]>, waited = false): Promise<CommandResult> {
    return this.command("document.edit", { document: this.#id, edit }, waited);
  }

  /** Any command in their name; `waited`: it comes out of an outbox. */
  command<Name extends CommandName>(name: Name, args: CommandArgs<Name>, waited = false): Promise<CommandResult> {
    const id = newCommandId(this.#runtime);
    const command = { type: "CMD" as const, id, name, args, ...(waited && { waited }) };
    return this.#bridge.services.handlers.command(this.#caller, command);
  }

  /** Writes and has it saved. */
  type(at: number, insert: string, length = 0): Promise<CommandResult> {
    return this.send(this.edit(this.change(at, insert, length)));
  }

  #begin(epoch: number): void {
    this.epoch = epoch;
    this.doc = new Y.Doc();
    this.doc.clientID = this.#runtime.random.uint32();
  }
}
