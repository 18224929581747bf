import type { HistoryEntry } from "@nomous/client";
import { plural, sizeText } from "../../words/numbers.ts";

/** What happened: "12 edits", "Changed on disk", "Restored 14:10". */
export function entryText({ kind, edits, label, file }: HistoryEntry): string {
  switch (kind) {
    case "created":
      return "Opened from the file";
    case "edited":
      return plural(edits, "edit");
    case "file":
      return "Changed on disk";
    case "checkout":
      return "Another version by git";
    case "labelled":
      return label === undefined || label === ""
        ? plural(edits, "edit")
        : label.charAt(0).toUpperCase() + label.slice(1);
    case "kept":
      break;
  }
  return file === undefined ? "Kept version of the file" : `Kept version of the file, ${sizeText(file.sizeBytes)}`;
}

/** By whom, each once. */
export function whoText({ actors }: HistoryEntry): string {
  const names = actors.map(({ person, agent }) => agent ?? person);
  return [...new Set(names)].join(", ");
}
