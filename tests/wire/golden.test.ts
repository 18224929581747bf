// What was once sent must decode for ever: the files of a version are never edited, only joined by new ones.
import { readFileSync } from "node:fs";
import {
  check,
  COMMANDS,
  ClientMessage,
  ConversationEvent,
  ConversationListEvent,
  decodeClientMessage,
  decodeFrame,
  decodeServerMessage,
  DocumentEvent,
  DocumentOpened,
  DocumentSaved,
  DocumentsState,
  type DocumentUpdate,
  encodeBody,
  encodeFrame,
  encodeUpdate,
  EndReason,
  GenerationPart,
  JobEvent,
  JobsState,
  ModelsState,
  type CommandName,
  type QueryName,
  OLDEST_PROTOCOL_VERSION,
  PROTOCOL_VERSION,
  QUERIES,
  RoomState,
  ServerMessage,
  StreamEnd,
  SystemSample,
  UpdateReader,
} from "@nomous/protocol";
import { describe, expect, test } from "vitest";

interface GoldenFrame {
  readonly name: string;
  readonly hex: string;
  readonly frame: {
    channel: number;
    firstSeq: number;
    isReplay: boolean;
    items: { atMs: number; kind: 0; data: string }[];
  };
}

interface GoldenUpdate {
  readonly name: string;
  readonly update: Omit<DocumentUpdate, "update"> & { readonly update: string };
  readonly items: readonly string[];
}

const EVENTS = { ConversationListEvent, ConversationEvent, GenerationPart, DocumentEvent, JobEvent };
const ITEMS = { ...EVENTS, RoomState, DocumentsState, JobsState, StreamEnd, ModelsState, SystemSample };
const RESULTS = { DocumentSaved, DocumentOpened };
const versions = Array.from(
  { length: PROTOCOL_VERSION - OLDEST_PROTOCOL_VERSION + 1 },
  (_, i) => OLDEST_PROTOCOL_VERSION + i,
);

describe.for(versions)("golden messages of version %i", (version) => {
  const golden = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`v${version}/${name}.json`, import.meta.url), "utf8"));
  const client = golden("client") as Record<string, { type: string }>;
  const server = golden("server") as Record<string, { type: string }>;

  test.for(Object.entries(client))("[V2] the client's %s decodes to itself", ([, message]) => {
    expect(decodeClientMessage(JSON.stringify(message))).toEqual({ status: "message", message });
  });

  test.for(Object.entries(server))("[V2] the bridge's %s decodes to itself", ([, message]) => {
    expect(decodeServerMessage(JSON.stringify(message))).toEqual({ status: "message", message });
  });

  test.for(golden("frames") as GoldenFrame[])(
    "[V2] the frame with $name decodes, and encodes to the same bytes",
    (one) => {
      const bytes = Buffer.from(one.hex, "hex");
      const items = one.frame.items.map((item) => ({ ...item, data: new Uint8Array(Buffer.from(item.data, "hex")) }));
      const decoded = decodeFrame(new Uint8Array(bytes));
      expect(decoded).toEqual({ status: "frame", frame: { ...one.frame, items } });
      expect(Buffer.from(encodeFrame({ ...one.frame, count: items.length }, encodeBody(items))).toString("hex")).toBe(
        one.hex,
      );
    },
  );

  test.for(golden("updates") as GoldenUpdate[])(
    "[V2] the update with $name is put together again, and cut the same",
    (one) => {
      const items = one.items.map((item) => new Uint8Array(Buffer.from(item, "hex")));
      const reader = new UpdateReader();
      const read = items.map((item) => reader.read(item));
      const update = { ...one.update, update: new Uint8Array(Buffer.from(one.update.update, "hex")) };
      expect(read).toEqual([...items.slice(1).map(() => undefined), update]);
      expect(encodeUpdate(update)).toEqual(items);
    },
  );

  const commands = golden("commands") as Record<CommandName, unknown>;
  const queries = golden("queries") as Record<QueryName, { args: unknown; result: unknown }>;
  const items = golden("items") as Record<keyof typeof ITEMS, { type?: string; reason?: string }[]>;
  const results = golden("results") as Record<keyof typeof RESULTS, unknown[]>;
  test.for([
    ...entriesOf(commands).map(([name, args]) => [`arguments of ${name}`, COMMANDS[name].args, args] as const),
    ...entriesOf(queries).map(([name, { args }]) => [`arguments of ${name}`, QUERIES[name].args, args] as const),
    ...entriesOf(queries).map(([name, { result }]) => [`result of ${name}`, QUERIES[name].result, result] as const),
    ...entriesOf(items).flatMap(([name, list]) =>
      list.map((item) => [`${name} ${item.type ?? item.reason ?? ""}`, ITEMS[name], item] as const),
    ),
    ...entriesOf(results).flatMap(([name, list]) => list.map((result) => [name, RESULTS[name], result] as const)),
  ])("[V2] the %s decodes to itself", ([, schema, value]) => {
    expect(check<unknown>(schema, value)).toEqual({ ok: true, value });
  });

  test("every type of message, command, query and item has a golden one", () => {
    if (version !== PROTOCOL_VERSION) return;
    expect(new Set(Object.values(client).map(({ type }) => type))).toEqual(typesOf(ClientMessage));
    expect(new Set(Object.values(server).map(({ type }) => type))).toEqual(typesOf(ServerMessage));
    expect(Object.keys(commands)).toEqual(Object.keys(COMMANDS));
    expect(Object.keys(queries)).toEqual(Object.keys(QUERIES));
    expect(Object.keys(items).toSorted()).toEqual(Object.keys(ITEMS).toSorted());
    expect(Object.keys(results)).toEqual(Object.keys(RESULTS));
    expect(new Set(items.StreamEnd.map(({ reason }) => reason))).toEqual(new Set(EndReason.options));
    for (const [name, union] of entriesOf(EVENTS))
      expect(new Set(items[name].map(({ type }) => type))).toEqual(typesOf(union));
  });
});

const entriesOf = <K extends string, V>(record: Record<K, V>): [K, V][] => Object.entries(record) as [K, V][];

interface Union {
  readonly def: {
    readonly options: readonly { readonly def: { readonly shape: { type: { def: { values: string[] } } } } }[];
  };
}

function typesOf(union: unknown): Set<string> {
  return new Set((union as Union).def.options.flatMap((option) => option.def.shape.type.def.values));
}
