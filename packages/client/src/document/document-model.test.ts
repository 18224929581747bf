import { ITEM, encodeUpdate, utf8 } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { StreamItem } from "../client.ts";
import { actor, event } from "./document-fixture.ts";
import { DocumentModel } from "./document-model.ts";

let lastSeq = 0;
let lastYjs = 0;
const item = (kind: StreamItem["kind"], data: Uint8Array): StreamItem => ({
  seq: (lastSeq += 1),
  at: 0,
  kind,
  data,
  isReplay: true,
});
const FACTS = [
  item(ITEM.json, event({ type: "created", path: "a.md", actor }).data),
  item(ITEM.json, event({ type: "epoch", epoch: 1, why: "created", actor }).data),
];

const END = item(ITEM.end, new Uint8Array());

/** A text that was typed in two steps, and each step as items. */
function typed() {
  const doc = new Y.Doc();
  const steps: StreamItem[][] = [];
  for (const words of ["one ", "two "]) {
    const before = Y.encodeStateVector(doc);
    doc.getText("text").insert(doc.getText("text").length, words);
    const update = Y.encodeStateAsUpdateV2(doc, before);
    steps.push(encodeUpdate({ encoding: 2, writer: 1, base: 9, update }).map((data) => item(ITEM.bytes, data)));
  }
  return steps;
}

const context = () => ({ epoch: 1, base: 0, yjs: 7 });

function setUp(rest: () => Promise<void> = () => Promise.resolve()) {
  return new DocumentModel({ newYjs: () => (lastYjs += 1), context, made: () => {}, changed: () => {}, rest });
}

/** As of a snapshot in two parts. */
function built(): DocumentModel {
  const model = setUp();
  model.read([...FACTS, item(ITEM.text, utf8("one two "))]);
  for (const items of typed()) model.read(items);
  return model;
}

describe("the model of a document", () => {
  it("says the text of a snapshot while its state comes", () => {
    const model = setUp();
    const [first = [], second = []] = typed();
    model.read([...FACTS, item(ITEM.text, utf8("one two "))]);
    expect([model.string, model.text]).toEqual(["one two ", undefined]);
    model.read(first);
    expect([model.string, model.text?.length]).toEqual(["one two ", 4]);
    model.read(second);
    expect([model.string, model.text?.length]).toEqual(["one two ", 8]);
  });

  it("is copied when something is new, and only then", async () => {
    const model = built();
    const copy = model.copy([]);
    expect(copy).toBeInstanceOf(Uint8Array);
    expect(model.copy([])).toBeUndefined();
    model.text?.change([{ from: 0, to: 3, insert: "1" }]);
    const changed = model.copy([]) ?? new Uint8Array();
    const again = setUp();
    expect(await again.load(changed)).toEqual([]);
    expect([again.string, again.epoch, again.copy([])]).toEqual(["1 two ", 1, undefined]);
    again.text?.change([{ from: 0, to: 1, insert: "one" }]);
    expect(again.copy([])).toBeInstanceOf(Uint8Array);
  });

  it("rests between the parts of a copy, and takes none of it when something else came meanwhile", async () => {
    const copy = built().copy([]) ?? new Uint8Array();
    const resting = Promise.withResolvers<void>();
    const model = setUp(() => resting.promise);
    const loading = model.load(copy);
    expect(model.text).toBeUndefined();
    const [first = []] = typed();
    model.read([...FACTS, ...first]);
    resting.resolve();
    expect(await loading).toBeUndefined();
    expect(model.string).toBe("one ");
  });

  it("reads what is behind a snapshot as what was added to it", () => {
    const model = built();
    model.read([END]);
    const doc = new Y.Doc();
    doc.getText("text").insert(0, "zero ");
    const update = Y.encodeStateAsUpdate(doc);
    model.read(encodeUpdate({ encoding: 1, writer: 1, base: 9, update }).map((data) => item(ITEM.bytes, data)));
    const { state, later } = model.text?.parts() ?? {};
    expect([state?.length, later?.length, model.string.length]).toEqual([2, 1, 13]);
  });
});
