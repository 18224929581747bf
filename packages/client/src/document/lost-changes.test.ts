import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { DOCUMENT_TEXT, type TextChange } from "./live-document.ts";
import { lostChanges, stringOf } from "./lost-changes.ts";

const START = "# Plan\n\nFirst one.\n\nSecond.\n";

function write(doc: Y.Doc, from: number, removed: number, insert: string): void {
  const text = doc.getText(DOCUMENT_TEXT);
  doc.transact(() => {
    text.delete(from, removed);
    text.insert(from, insert);
  });
}

/** Two documents that were one. */
function parted(start = START): [Y.Doc, Y.Doc] {
  const docs: [Y.Doc, Y.Doc] = [new Y.Doc(), new Y.Doc()];
  write(docs[0], 0, 0, start);
  Y.applyUpdate(docs[1], Y.encodeStateAsUpdate(docs[0]));
  return docs;
}

const at = (doc: Y.Doc, epoch = 1, seq = 9) => ({ doc, epoch, seq });
const made = (text: string, changes: readonly TextChange[]): string =>
  changes.toReversed().reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text);

describe("what a text has that the bridge lost", () => {
  it("is what was inserted and what was deleted there; what the bridge got since stays", () => {
    const [present, lost] = parted();
    write(lost, START.indexOf("Second"), 6, "2nd");
    write(lost, START.indexOf(" one"), 4, "");
    write(present, 0, 0, "New.\n");
    const changes = lostChanges(at(present), at(lost));
    expect(made(stringOf(present), changes)).toBe("New.\n# Plan\n\nFirst.\n\n2nd.\n");
  });

  it("is nothing where the bridge only went on, also where it deleted", () => {
    const [present, lost] = parted();
    write(present, START.indexOf("First"), 5, "1st");
    write(present, START.indexOf("Second"), 8, "");
    expect(lostChanges(at(present), at(lost))).toEqual([]);
  });

  it("is nothing where a program has brought back the same text meanwhile", () => {
    const [present, lost] = parted();
    for (const doc of [present, lost]) write(doc, START.length, 0, "Third.\n");
    expect(lostChanges(at(present), at(lost))).toEqual([]);
  });

  it("is told of texts of two epochs only where this one was behind the bridge's", () => {
    const [present, lost] = [parted("Old.\n")[0], parted("Newer.\n")[0]];
    const whole = [{ from: 0, to: 5, insert: "Newer.\n" }];
    expect(made("Old.\n", lostChanges(at(present, 1, 9), at(lost, 2, 3)))).toBe("Newer.\n");
    expect(made("Old.\n", lostChanges(at(present, 2, 3), at(lost, 1, 9)))).toBe(made("Old.\n", whole));
    expect(lostChanges(at(present, 2, 9), at(lost, 1, 3))).toEqual([]);
  });

  it("makes the lost text of one that did not go on, whatever was written", () => {
    const edits = fc.array(fc.tuple(fc.nat(60), fc.nat(5), fc.constantFrom("a", "two words", "\n", "x\ny ", "")), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(edits, (all) => {
        const [present, lost] = parted();
        for (const [where, length, insert] of all) {
          const size = stringOf(lost).length;
          const from = Math.min(where, size);
          write(lost, from, Math.min(length, size - from), insert);
        }
        expect(made(stringOf(present), lostChanges(at(present), at(lost)))).toBe(stringOf(lost));
        expect(lostChanges(at(lost), at(present))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
