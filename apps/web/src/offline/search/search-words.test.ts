import type { OfflineState } from "@nomous/client";
import { expect, test } from "vitest";
import type { SearchState } from "./search-message.ts";
import { searchedText } from "./search-words.ts";

const state = (part: Partial<SearchState> = {}): SearchState => ({
  turns: 1_214,
  conversations: 40,
  documents: 38,
  isReading: false,
  revision: 1,
  trouble: undefined,
  ...part,
});
const offline = (documents: OfflineState["documents"]): OfflineState => ({
  status: "current",
  documents,
  conversations: { here: 40, total: 40 },
  at: 0,
  trouble: undefined,
});
const ALL = offline({ here: 38, total: 38 });

test("how much is searched is told, with what of it is not here, not read yet, or could not be read", () => {
  expect(searchedText(undefined, ALL)).toBe("Reading what this browser has");
  expect(searchedText(state(), ALL)).toBe("1,214 turns, 38 documents, all of this browser");
  expect(searchedText(state({ documents: 312 }), offline({ here: 312, total: 1_000 }))).toBe(
    "1,214 turns, 312 documents, 312 of 1,000 documents are here",
  );
  expect(searchedText(state({ isReading: true }), ALL)).toBe(
    "Reading what this browser has: 1,214 turns, 38 documents so far",
  );
  expect(searchedText(state({ trouble: "the disk" }), ALL)).toBe(
    "1,214 turns, 38 documents; not all could be read: the disk",
  );
});
