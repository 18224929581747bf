import { varuintSize, writeVaruint } from "@nomous/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { reachOf } from "./update-reach.ts";

function docWith(text: string): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = 7;
  doc.getText("text").insert(0, text);
  return doc;
}

describe("what an update touches", () => {
  it("is the same in both encodings", () => {
    const doc = docWith("grüße");
    doc.getText("text").delete(1, 2);
    const reach = {
      adds: [{ client: 7, from: 0, to: 5 }],
      deletes: [{ client: 7, from: 1, to: 3 }],
      growth: 4,
    };
    expect(reachOf(1, Y.encodeStateAsUpdate(doc))).toMatchObject(reach);
    expect(reachOf(2, Y.encodeStateAsUpdateV2(doc))).toMatchObject(reach);
  });

  it("names the items that it stands between", () => {
    const doc = docWith("ab");
    let made: Uint8Array = new Uint8Array();
    doc.on("update", (update: Uint8Array) => void (made = update));
    doc.getText("text").insert(1, "x");
    expect(reachOf(1, made)).toMatchObject({
      adds: [{ client: 7, from: 2, to: 3 }],
      origins: [
        { client: 7, clock: 0 },
        { client: 7, clock: 1 },
      ],
    });
  });
});

const column = (...bytes: number[]): number[] => [bytes.length, ...bytes];

describe("what is no update of a text", () => {
  it("is told apart from one, with the reason", () => {
    const gap = docWith("a");
    const first = Y.encodeStateVector(gap);
    gap.getText("text").insert(1, "b");
    const second = Y.encodeStateVector(gap);
    gap.getText("text").insert(2, "c");
    const holed = Y.mergeUpdates([
      Y.diffUpdate(Y.encodeStateAsUpdate(docWith("a")), new Uint8Array([0])),
      Y.encodeStateAsUpdate(gap, second),
    ]);
    expect(first).not.toEqual(second);
    expect(reachOf(1, holed)).toBe("it leaves items out");
    const nested = new Y.Doc();
    nested.getArray("text").push([new Y.Text("inside")]);
    expect(reachOf(1, Y.encodeStateAsUpdate(nested))).toBe("it brings something that is no text");
    expect(reachOf(1, Y.encodeStateAsUpdate(docWith("cut short")).subarray(0, 9))).toBe("Yjs cannot read it");
    expect(reachOf(2, new Uint8Array())).toBe("Yjs cannot read it");
    expect(reachOf(1, Y.encodeStateAsUpdate(docWith("a\r\nb")))).toMatch(/carriage returns/);
  });

  // client 9, clock 0: an item of text (kind 4) beside another (0x80), as Yjs would break at it or as each reader would read it otherwise.
  it.each([
    ["an item that stands beside itself", [1, 1, 9, 0, 0x84, 9, 0, 1, 120, 0]],
    ["a higher client id behind a lower one", [2, 1, 8, 0, 0, 1, 1, 9, 0, 0, 1, 0]],
    ["the same client id twice", [2, 1, 9, 0, 0, 1, 1, 9, 1, 0, 1, 0]],
  ])("has %s: its items are not in order", (_, bytes) => {
    expect(reachOf(1, Uint8Array.from(bytes))).toBe("its items are not in order");
  });

  it("is told without making what it asks for", () => {
    const documents = new Y.Doc();
    for (let i = 0; i < 300; i += 1) documents.getArray("text").push([new Y.Doc()]);
    const reason = "it brings something that is no text";
    expect(reachOf(1, Y.encodeStateAsUpdate(documents))).toBe(reason);
    expect(reachOf(2, Y.encodeStateAsUpdateV2(documents))).toBe(reason);
  });

  it("cannot claim more items in a few bytes than an edit has", () => {
    const [client, count] = [7, 2 ** 40];
    // One run of collected items, repeated: the columns for client, kind and length have an entry each.
    const rest = new Uint8Array(1 + varuintSize(count) + 2);
    rest[0] = 1;
    rest[writeVaruint(rest, 1, count)] = 0;
    const bomb = Uint8Array.of(
      0,
      ...column(),
      ...column(client),
      ...column(),
      ...column(),
      ...column(0),
      ...column(0, 0),
      ...column(),
      ...column(),
      ...column(1),
      ...rest,
    );
    expect(reachOf(2, bomb)).toBe("it claims more items than an edit has");
  });

  it("is never more than a reason, whatever the bytes are", () => {
    const real = Y.encodeStateAsUpdateV2(docWith("some text\n"));
    const damaged = fc
      .array(fc.tuple(fc.nat(real.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
      .map((changes) => {
        const bytes = real.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        return bytes;
      });
    const bytes = fc.oneof(damaged, fc.uint8Array({ maxLength: 60 }));
    fc.assert(
      fc.property(fc.constantFrom(1 as const, 2 as const), bytes, (encoding, update) => {
        const reach = reachOf(encoding, update);
        expect(typeof reach === "string" || reach.adds.every(({ from, to }) => from < to)).toBe(true);
      }),
      { numRuns: 2_000, seed: 5 },
    );
  });
});
