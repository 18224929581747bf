import { expect, test } from "vitest";
import * as Y from "yjs";
import type { OutlineEntry } from "../check/check-message.ts";
import { readersText, sectionText } from "./people-words.ts";
import { decodeSelection, encodeSelection } from "./relative-position.ts";

const heading = (from: number, title: string): OutlineEntry => ({ from, to: from + 10, level: 2, title, worst: null });
const OUTLINE = [heading(10, "5. Security"), heading(20, "6. Observability"), heading(30, "Notes")];

test("readers are counted with oneself, and who writes is told with the section", () => {
  expect(readersText([], OUTLINE)).toBeUndefined();
  expect(readersText([{ name: "ines", head: undefined }], OUTLINE)).toBe("2 readers");
  const tomas = { name: "tomas", head: 25 };
  expect(readersText([{ name: "ines", head: undefined }, tomas], OUTLINE)).toBe("3 readers, tomas is in §6");
  expect(readersText([tomas, { name: "ines", head: 31 }], OUTLINE)).toBe("3 readers, tomas is in §6, 1 more writes");
});

test("a section without number is told by its title", () => {
  expect(sectionText(OUTLINE, 35)).toBe("in “Notes”");
  expect(sectionText(OUTLINE, 3)).toBe("above the first heading");
});

test("a cursor stays at its words when others write before it", () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  const text = mine.getText("text");
  text.insert(0, "one two");
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  const selection = encodeSelection(text, 4, 7);
  theirs.getText("text").insert(0, "zero ");
  expect(decodeSelection(theirs, selection)).toEqual({ anchor: 9, head: 12 });
});

test("what is no position shows no cursor", () => {
  expect(decodeSelection(new Y.Doc(), { anchor: "%%", head: "AA==" })).toBeUndefined();
});
