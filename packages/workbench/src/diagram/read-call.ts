// Calls as C4 diagrams have them: `Name(alias, "Label, with commas", $tags="v1")`, on one line or several.
import type { Piece } from "./piece.ts";
import { pieceAt } from "./piece.ts";

/** The arguments of a call by their places, without those that are named. */
export interface Call {
  readonly args: readonly Piece[];
  /** Behind the closing parenthesis; null where there is none. */
  readonly end: number | null;
}

/** The next sign of a call; a line that begins another call says that this one was never closed. */
const SIGN = /"[^"]*"|[(),"]|\n\s{0,99}[A-Za-z_]\w*[^\S\n]?\(/g;

/** Reads the arguments that stand behind an opening parenthesis. */
export function readCall(code: string, start: number): Call {
  const args: Piece[] = [];
  let depth = 1;
  let from = start;
  SIGN.lastIndex = start;
  for (let sign = SIGN.exec(code); sign !== null; sign = SIGN.exec(code)) {
    const mark = sign[0];
    if (mark.startsWith("\n") || (mark === '"' && code.slice(from, sign.index).trim() === "")) break;
    if (mark === "(") depth += 1;
    if (mark === ")") depth -= 1;
    if ((mark === "," && depth === 1) || depth === 0) {
      args.push(pieceAt(from, code.slice(from, sign.index)));
      from = SIGN.lastIndex;
    }
    if (depth === 0) return { args: args.filter((arg) => !arg.code.startsWith("$")), end: from };
  }
  return { args, end: null };
}
