// What encodes and decodes: two of ours, and any module that exports the pair.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  AnyJson,
  decodeFrame,
  decodeJson,
  encodeBody,
  encodeFrame,
  fromUtf8,
  ITEM,
  type Item,
  utf8,
} from "@nomous/protocol";
import { CliError } from "../../cli-error.ts";
import { EXIT } from "../../exit-codes.ts";

export interface Codec {
  encode(messages: readonly unknown[]): string | Uint8Array;
  decode(data: string | Uint8Array): unknown;
}

/** As a text message of the same content would be. */
const JSON_CODEC: Codec = {
  encode: (messages) => utf8(JSON.stringify({ channel: 1, firstSeq: 1, items: messages })),
  decode: (data) => (decodeJson(AnyJson, text(data)) as { items: unknown }).items,
};

const NOMOUS_CODEC: Codec = {
  encode(messages) {
    const items = messages.map((message, atMs): Item => ({
      atMs,
      kind: ITEM.json,
      data: utf8(JSON.stringify(message)),
    }));
    return encodeFrame({ channel: 1, firstSeq: 1, count: items.length, isReplay: false }, encodeBody(items));
  },
  decode(data) {
    const decoded = decodeFrame(typeof data === "string" ? utf8(data) : data);
    return decoded.status === "frame"
      ? decoded.frame.items.map((item) => decodeJson(AnyJson, fromUtf8(item.data)))
      : decoded;
  },
};

const text = (data: string | Uint8Array): string => (typeof data === "string" ? data : fromUtf8(data));

/** `name` is one of ours, a path from `cwd`, or a package that is found from there. */
export async function openCodec(name: string, cwd: string): Promise<Codec> {
  if (name === "json") return JSON_CODEC;
  if (name === "nomous") return NOMOUS_CODEC;
  const module = await load(name, cwd);
  if (isCodec(module)) return module;
  throw wrong(name, "it exports no functions encode(messages) and decode(data)");
}

async function load(name: string, cwd: string): Promise<unknown> {
  try {
    const path = createRequire(join(cwd, "package.json")).resolve(name);
    return (await import(pathToFileURL(path).href)) as unknown;
  } catch (error) {
    throw wrong(name, error instanceof Error ? (error.message.split("\n")[0] ?? "") : "it cannot be loaded");
  }
}

const isCodec = (module: unknown): module is Codec =>
  typeof (module as Partial<Codec>).encode === "function" && typeof (module as Partial<Codec>).decode === "function";

const wrong = (name: string, why: string): CliError =>
  new CliError(EXIT.failure, `The codec ${name} cannot be used, ${why}: give json, nomous or the path of a module.`);
