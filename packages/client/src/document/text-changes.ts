// Changes of a text as data, before they become changes of a Y.Doc.
import { ClientError } from "../client-error.ts";
import type { TextChange } from "./live-document.ts";

/** Documents have LF alone; which ending the file has is the file's affair. */
export const withLf = (text: string): string => text.replaceAll(/\r\n?/g, "\n");

/** The changes with LF; throws a `ClientError` when they do not fit a text of this length. */
export function checkedChanges(changes: readonly TextChange[], length: number): TextChange[] {
  let end = 0;
  return changes.map(({ from, to, insert }) => {
    if (from < end || to < from || to > length)
      throw new ClientError(
        "invalid-arguments",
        `A change of ${from} to ${to} does not fit: the text has ${length} units, and changes must be in order and must not overlap.`,
      );
    end = to;
    return { from, to, insert: withLf(insert) };
  });
}

/** As UTF-8 in base64, and with what Yjs adds, it fits a command. */
const TRANSACTION_UNITS = 200_000;

/** Changes as transactions of which each fits a command, to be made one after the other. */
export function inTransactions(changes: readonly TextChange[]): TextChange[][] {
  const size = changes.reduce((sum, { insert }) => sum + insert.length, 0);
  if (size <= TRANSACTION_UNITS) return changes.length === 0 ? [] : [[...changes]];
  return changes.toReversed().flatMap((change) => piecesOf(change).map((piece) => [piece]));
}

function piecesOf({ from, to, insert }: TextChange): TextChange[] {
  const pieces: TextChange[] = [];
  let at = 0;
  do {
    let end = Math.min(at + TRANSACTION_UNITS, insert.length);
    if (end < insert.length && isHighSurrogate(insert.charCodeAt(end - 1))) end -= 1;
    pieces.push({ from: from + at, to: at === 0 ? to : from + at, insert: insert.slice(at, end) });
    at = end;
  } while (at < insert.length);
  return pieces;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
