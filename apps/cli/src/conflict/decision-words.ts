import type { ConflictChoice } from "@nomous/lab/documents";

/** What somebody decided, as what they did: "Ben kept the document as it was". */
export const DECIDED: Readonly<Record<ConflictChoice, string>> = {
  merged: "kept the document as it was",
  mine: "took mine",
  theirs: "took theirs",
  own: "wrote something else",
};
