// Somebody at a document who speaks the wire by hand, with a Y.Doc of their own: they can send what no client of ours would.
import { systemRuntime } from "@nomous/client";
import {
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
  type StreamId,
  type Subscribe,
  type Subscribed,
  UpdateReader,
} from "@nomous/protocol";
import * as Y from "yjs";
import { type Key, RawSocket } from "./raw-socket.ts";

/** What is not said of an edit is as it should be; the update as bytes, or as its base64. */
export type SentEdit = Omit<Partial<DocumentEdit>, "update"> & { readonly update: Uint8Array | string };

type From = Subscribe["subs"][number]["from"];

export class DocumentPeer {
  readonly raw: RawSocket;
  readonly key: Key;
  #refs = 0;

  static async enter(url: string, key: Key, pairing?: string): Promise<DocumentPeer> {
    return new DocumentPeer(await RawSocket.enter(url, key, pairing), key);
  }

  private constructor(raw: RawSocket, key: Key) {
    this.raw = raw;
    this.key = key;
  }

  async send<Name extends CommandName>(name: Name, args: CommandArgs<Name>, id = newCommandId(systemRuntime)) {
    return this.command(name, args, id);
  }

  /** With arguments as they come. */
  async command(name: string, args: unknown, id = newCommandId(systemRuntime)): Promise<CommandResult> {
    const before = this.raw.all("RES").length;
    this.raw.say({ type: "CMD", id, name, args });
    return this.raw.until(() =>
      this.raw
        .all("RES")
        .slice(before)
        .find((result) => result.id === id),
    );
  }

  async open(path: string): Promise<DocumentId> {
    const { result, error } = await this.send("document.open", { path });
    const opened = DocumentOpened.safeParse(result);
    if (!opened.success) throw new Error(`${path} could not be opened: ${error?.message}`);
    return opened.data.document;
  }

  async subscribe(sid: string, from: From = "start"): Promise<Subscribed> {
    this.#refs += 1;
    const ref = this.#refs;
    this.raw.say({ type: "SUB", subs: [{ ref, sid: sid as StreamId, from, credit: 2 ** 40 }] });
    return this.raw.until(() => this.raw.all("SUBBED").find((message) => message.ref === ref));
  }

  /** The document as its log has it now: every update applied one after the other, as somebody does who reads along. */
  async join(id: DocumentId): Promise<Place> {
    const sid = documentStream(id);
    const before = this.raw.frames.length;
    const { channel, head } = await this.subscribe(sid);
    const items = () => this.raw.items(channel, before);
    await this.raw.until(() => (items().length >= head ? true : undefined));
    this.raw.say({ type: "UNSUB", channel });
    const place = new Place(id, head);
    const reader = new UpdateReader();
    for (const { kind, data } of items()) {
      const event = kind === ITEM.json ? decodeJson(DocumentEvent, fromUtf8(data)) : undefined;
      if (event?.type === "epoch") place.begin(event.epoch);
      const update = kind === ITEM.bytes ? reader.read(data) : undefined;
      if (update?.encoding === 1) Y.applyUpdate(place.doc, update.update);
      if (update?.encoding === 2) Y.applyUpdateV2(place.doc, update.update);
    }
    return place;
  }

  /** Sends an edit that was made at a place. */
  edit(place: Place, edit: SentEdit): Promise<CommandResult> {
    return this.command("document.edit", place.edit(edit));
  }
}

/** A Y.Doc of a document, and how much of the log it has. */
export class Place {
  readonly id: DocumentId;
  doc = new Y.Doc();
  epoch = 1;
  base: number;

  constructor(id: DocumentId, base: number) {
    this.id = id;
    this.base = base;
  }

  get text(): string {
    return this.doc.getText("text").toJSON();
  }

  begin(epoch: number): void {
    this.epoch = epoch;
    this.doc = new Y.Doc();
  }

  /** Changes the text, and returns what Yjs made of it. */
  change(from: number, insert: string, remove = 0): Uint8Array {
    return this.made(({ doc }) => {
      const text = doc.getText("text");
      if (remove > 0) text.delete(from, remove);
      if (insert !== "") text.insert(from, insert);
    });
  }

  /** What Yjs makes of any transaction. */
  made(work: (place: Place) => void): Uint8Array {
    let update: Uint8Array = new Uint8Array();
    const note = (made: Uint8Array): void => void (update = made);
    this.doc.on("update", note);
    this.doc.transact(() => work(this));
    this.doc.off("update", note);
    return update;
  }

  /** Arguments of `document.edit`. */
  edit({ update, ...other }: SentEdit) {
    const base64 = typeof update === "string" ? update : Buffer.from(update).toString("base64");
    const { epoch, base, doc } = this;
    return {
      document: this.id,
      edit: { epoch, base, yjs: doc.clientID, encoding: 1 as const, update: base64, ...other },
    };
  }
}
