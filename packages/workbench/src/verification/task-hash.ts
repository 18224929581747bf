import { sha256Of } from "../evidence/sha256.ts";
import type { Cell, Markdown } from "../text/markdown.ts";
import { spansWithin } from "../text/span.ts";
import type { WrittenTask } from "../task/task.ts";

/**
 * Names what a task asks for: its id, what is to be done, and how that is verified. Its status, its estimates and who does it are left out, as are
 * blanks and marks, so that planning again and a formatter change nothing. SHA-256 in hexadecimal digits.
 */
export const taskHash = (markdown: Markdown, { id, text, verify }: WrittenTask): string =>
  sha256Of(
    JSON.stringify([id?.text ?? "", text.text, verify?.text ?? "", verify === null ? [] : targetsIn(markdown, verify)]),
  );

/** Where its links lead, which no reader sees. */
const targetsIn = ({ links }: Markdown, cell: Cell): (string | null)[] =>
  spansWithin(links, cell).map(({ target, reference }) => target ?? reference);
