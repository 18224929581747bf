import type { Part } from "./document-type.ts";

/** Understood where it stands; written when there is something to quote. */
export const sources: Part = {
  id: "sources",
  heading: "Sources",
  aliases: ["References", "Related research", "Related documents"],
  need: "optional",
  role: "sources",
  guidance: "List the documents that this one is written from, and quote the lines that it relies on.",
};
