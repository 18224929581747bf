// What the page says of a document's saving, file and state.
import type { DocumentView } from "@nomous/client";
import type { GlyphName, Tone } from "../ui/glyph.tsx";
import { plural } from "../words/numbers.ts";
import { clockSecondsText } from "../words/time.ts";

export interface Fact {
  readonly glyph: GlyphName;
  readonly tone?: Tone;
  readonly text: string;
}

/** The name of its file, until its title is known. */
export const titleOf = (path: string | undefined): string => path?.split("/").at(-1) ?? "Document";

/** Whether what was written is in the log of the bridge. */
export function savedFact({ saving: { waiting, savedAt, refused }, status }: DocumentView): Fact {
  if (refused !== undefined) return { glyph: "error", tone: "error", text: "Not saved" };
  if (waiting > 0) return { glyph: "waits", tone: "warning", text: `${plural(waiting, "edit")} not saved yet` };
  if (savedAt !== undefined) return { glyph: "check", tone: "ok", text: `Saved ${clockSecondsText(savedAt)}` };
  return status === "live"
    ? { glyph: "check", tone: "ok", text: "Everything saved" }
    : { glyph: "note", tone: "note", text: "As this browser has it" };
}

/** Whether it is in the file; `undefined` while nobody knows. */
export function fileFact({ file, saving }: DocumentView): Fact | undefined {
  if (file === undefined) return undefined;
  switch (file.status) {
    case "failed":
      return { glyph: "error", tone: "error", text: "not in the file" };
    case "paused":
      return { glyph: "waits", tone: "warning", text: "file waits for git" };
    case "behind":
      return { glyph: "arc", text: "writing the file" };
    case "current":
      break;
  }
  return file.seq >= saving.savedSeq
    ? { glyph: "check", tone: "ok", text: "in the file" }
    : { glyph: "arc", text: "writing the file" };
}

const ENDINGS = { lf: "LF", crlf: "CRLF", cr: "CR", mixed: "mixed line ends", none: "LF" };

/** "LF, UTF-8"; of a file that nobody has told of, how it would be written. */
export const encodingText = ({ file }: DocumentView): string =>
  `${ENDINGS[file?.ending ?? "none"]}, ${file?.hasMark === true ? "UTF-8 with BOM" : "UTF-8"}`;
