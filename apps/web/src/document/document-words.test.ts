import type { DocumentView, FileState } from "@nomous/client";
import { expect, test } from "vitest";
import { encodingText, fileFact, savedFact } from "./document-words.ts";

const saving = { waiting: 0, savedAt: undefined, savedSeq: 0, refused: undefined };
const view = (more: Partial<DocumentView>): DocumentView => ({
  status: "live",
  path: "a.md",
  epoch: 1,
  seq: 9,
  doc: undefined,
  text: "",
  saving,
  people: [],
  file: undefined,
  suggestions: [],
  conflicts: [],
  meetings: [],
  moved: undefined,
  ...more,
});
const file = (more: Partial<FileState>): FileState => ({
  status: "current",
  seq: 9,
  at: 0,
  ending: "lf",
  hasMark: false,
  ...more,
});
const savedAt = new Date(2026, 10, 28, 15, 7, 41).getTime();

test("saved, waiting and refused are three facts, and what is refused comes first", () => {
  expect(savedFact(view({ saving: { ...saving, savedAt } })).text).toBe("Saved 15:07:41");
  expect(savedFact(view({ saving: { ...saving, savedAt, waiting: 2 } })).text).toBe("2 edits not saved yet");
  const refused = { code: "forbidden" as const, message: "No." };
  expect(savedFact(view({ saving: { ...saving, waiting: 2, refused } })).text).toBe("Not saved");
  expect(savedFact(view({ status: "cached" })).text).toBe("As this browser has it");
});

test("an edit is in the file only when the file has the item that holds it", () => {
  const own = { ...saving, savedSeq: 9 };
  expect(fileFact(view({ saving: own, file: file({ seq: 9 }) }))?.text).toBe("in the file");
  expect(fileFact(view({ saving: own, file: file({ seq: 8 }) }))?.text).toBe("writing the file");
  expect(fileFact(view({ file: file({ status: "failed" }) }))?.text).toBe("not in the file");
  expect(fileFact(view({}))).toBeUndefined();
});

test("the file's line ends and its mark are told", () => {
  expect(encodingText(view({ file: file({ ending: "crlf", hasMark: true }) }))).toBe("CRLF, UTF-8 with BOM");
  expect(encodingText(view({}))).toBe("LF, UTF-8");
});
