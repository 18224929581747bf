import { decodeJson, fromUtf8, ITEM } from "@nomous/protocol";
import type { StreamItem } from "../client.ts";

type Schema<T> = Parameters<typeof decodeJson<T>>[0];

/** The JSON items that fit a schema; what a newer bridge added is left out. */
export function* decodeItems<T>(schema: Schema<T>, items: readonly Pick<StreamItem, "kind" | "data">[]): Generator<T> {
  for (const { kind, data } of items) {
    if (kind !== ITEM.json) continue;
    const value = decodeJson(schema, fromUtf8(data));
    if (value !== undefined) yield value;
  }
}
