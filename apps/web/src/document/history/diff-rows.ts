// The lines that differ between two texts, with a little of what stays around them.

export interface DiffRow {
  readonly kind: "removed" | "added" | "same" | "skipped";
  readonly text: string;
}

/** Lines that stay, before and after each change. */
const AROUND = 3;
/** A comparison that takes longer than that is no help: then both texts are told as a whole. */
const MAX_MS = 2_000;

/** What turned `before` into `after`, line by line. */
export async function diffRows(before: string, after: string): Promise<readonly DiffRow[]> {
  const { diffLines } = await import("diff");
  const parts = diffLines(before, after, { timeout: MAX_MS });
  if (parts === undefined) return [...rowsOf("removed", before), ...rowsOf("added", after)];
  return parts.flatMap(({ value, added, removed }, n) => {
    if (added) return rowsOf("added", value);
    if (removed) return rowsOf("removed", value);
    return shortened(rowsOf("same", value), n === 0, n === parts.length - 1);
  });
}

const rowsOf = (kind: DiffRow["kind"], text: string): DiffRow[] =>
  text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => ({ kind, text: line }));

function shortened(rows: readonly DiffRow[], isFirst: boolean, isLast: boolean): DiffRow[] {
  const head = isFirst ? 0 : AROUND;
  const tail = isLast ? 0 : AROUND;
  const skipped = rows.length - head - tail;
  if (skipped <= 1) return [...rows];
  return [
    ...rows.slice(0, head),
    { kind: "skipped", text: `${skipped} lines that stay` },
    ...(tail === 0 ? [] : rows.slice(-tail)),
  ];
}
