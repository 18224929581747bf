import { expect, test } from "vitest";
import * as Y from "yjs";
import { reachOf } from "./update-reach.ts";
import { withoutKnown } from "./without-known.ts";

const docWith = (text: string): Y.Doc => {
  const doc = new Y.Doc();
  doc.clientID = 7;
  doc.getText("text").insert(0, text);
  doc.getText("text").delete(1, 1);
  return doc;
};

test.each([1, 2] as const)("in encoding %i only what the log lacks stays, and what is deleted", (encoding) => {
  const doc = docWith("abcd");
  const update = encoding === 1 ? Y.encodeStateAsUpdate(doc) : Y.encodeStateAsUpdateV2(doc);
  const reach = reachOf(encoding, update);
  if (typeof reach === "string") throw new Error(reach);
  const fresh = withoutKnown(new Map([[7, 3]]), encoding, { update, reach });
  expect(fresh.reach).toMatchObject({
    adds: [{ client: 7, from: 3, to: 4 }],
    deletes: [{ client: 7, from: 1, to: 2 }],
  });
  expect(withoutKnown(new Map([[7, 4]]), encoding, { update, reach }).reach.adds).toEqual([]);
  expect(withoutKnown(new Map(), encoding, { update, reach }).update).toBe(update);
});
