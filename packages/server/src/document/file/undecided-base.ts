// A program made a text of one of two others, and nobody knows of which: of what the file was before our write, or of what we wrote. To take the
// former wrongly may double what we wrote, for everybody to see; to take the latter wrongly would delete it.
import { diffText, distance } from "../merge/text-diff.ts";

/** Which one it was, as far as the texts tell; when they do not, the one that loses nothing. */
export function undecidedBase(before: string, written: string, made: string): "before" | "written" {
  const isCloser = distance(written, made) < distance(before, made);
  return isCloser && !removesAnyOf(before, written, made) ? "written" : "before";
}

/** Whether something that `written` has and `before` had not is missing in `made`. */
function removesAnyOf(before: string, written: string, made: string): boolean {
  const removed = diffText(written, made);
  let moved = 0;
  return diffText(before, written).some(({ from, to, insert }) => {
    const start = from + moved;
    const end = start + insert.length;
    moved += insert.length - (to - from);
    return removed.some((change) => change.from < end && start < change.to);
  });
}
