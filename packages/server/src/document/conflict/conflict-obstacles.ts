// Open conflicts in the way of an approval. The workbench finds them too, through what is written beside the document; the room knows them whatever
// became of that.
import type { EditConflict, Obstacle } from "@nomous/protocol";

/** The rule of the workbench that says the same. */
const RULE = "lifecycle.open-conflict";
const SHORT = 8;

/** One obstacle for each conflict that `told` lacks, with its place in `text`. */
export function conflictObstacles(
  open: readonly EditConflict[],
  told: readonly Obstacle[],
  text: string,
): readonly Obstacle[] {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const known = told.filter(({ rule }) => rule === RULE).map(({ message }) => message);
  return open.flatMap(({ conflict, line: then, section }) => {
    // The workbench names a conflict by the end of its id.
    if (known.some((message) => message.includes(conflict.slice(-SHORT)))) return [];
    // The line is that of the moment when they met: the document may be shorter by now.
    const line = Math.min(then, starts.length);
    const from = starts[line - 1] ?? 0;
    const to = from + (/^.*/.exec(text.slice(from))?.[0].length ?? 0);
    const about = section === "" ? "" : ` below “${section}”`;
    const message = `Edits that were made apart contradict each other${about}, and nobody has decided between them. Decide there.`;
    return [{ rule: RULE, severity: "error", message, from, to, line, column: 1 }];
  });
}
