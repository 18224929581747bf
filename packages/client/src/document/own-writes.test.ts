import { type DocumentEvent, ITEM, newDocumentId, utf8 } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { expect, it } from "vitest";
import * as Y from "yjs";
import type { StreamItem } from "../client.ts";
import { toBase64 } from "./base64.ts";
import { foundConflict } from "./conflict-fixture.ts";
import { actor } from "./document-fixture.ts";
import { DocumentModel } from "./document-model.ts";
import { OwnWrites } from "./own-writes.ts";

const runtime = { clock: new FakeClock(), random: createSeededRandom(6) };
const document = newDocumentId(runtime);
const nothing = (): void => {};
const item = (seq: number, event: DocumentEvent): StreamItem => ({
  seq,
  at: 0,
  kind: ITEM.json,
  data: utf8(JSON.stringify(event)),
  isReplay: true,
});

it("[D6] of a decision whose first item was read from the log before, only the rest is new", () => {
  const model = new DocumentModel({
    newYjs: () => 7,
    context: () => ({ epoch: 1, base: 0, yjs: 7 }),
    made: nothing,
    changed: nothing,
    rest: () => Promise.resolve(),
  });
  const own = new OwnWrites(model, () => actor);
  const conflict = foundConflict(runtime);
  const doc = new Y.Doc();
  doc.getText("text").insert(0, "a");
  const update = Y.encodeStateAsUpdate(doc);
  const began = { encoding: 1 as const, update: Y.encodeStateAsUpdate(new Y.Doc()) };
  const decided = { choice: "mine", text: "a", isFirst: true, actor } as const;
  model.read([
    item(1, { type: "epoch", epoch: 1, why: "created", actor }),
    item(2, { type: "conflict", conflict }),
    { seq: 3, at: 0, kind: ITEM.bytes, data: Uint8Array.from([1, 1, 2, ...began.update]), isReplay: true },
    item(4, { type: "resolved", conflict: conflict.conflict, ...decided }),
  ]);
  const edit = { epoch: 1, base: 3, yjs: doc.clientID, encoding: 1 as const, update: toBase64(update) };
  const resolved = { document, conflict: conflict.conflict, choice: "mine" as const, text: "a", edit };
  own.add({ change: { document, edit, resolved }, items: [4, 5], at: 0 });
  own.take(5, 5);
  expect(model.string).toBe("a");
  expect(model.facts.conflicts.get(conflict.conflict)?.resolutions).toHaveLength(1);
});
