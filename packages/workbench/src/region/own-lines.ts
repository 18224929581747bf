// Lines of a generated part whose numbers are old and whose words are ours. When tasks changed since, nobody can compute any more what stood
// there, and a row about a task that is still there is no person's writing.

const SENTENCE =
  /^(?:From \d{4}-\d\d-\d\d to |[\d.,]+ [hd] (?:with the likely estimates|of work)|Critical path: |And \d+ more |The plan has no |Nothing can be computed: |\d+ (?:targets?|risks?)\b|Load, computed from |Memory of the models|- (?:And \d+ more notes|Models: |Baselines were measured on: )|!\[[^\]]*\]\([^)]*\/(?:timeline|risk-matrix)\.svg\)$)/;
const MERMAID =
  /^(?:`{3,}(?:mermaid)?$|gantt$| {4}(?:dateFormat|axisFormat|excludes|section|title) | {4}.* :(?:[a-z]+, )*t\d+, )/;

/** What rows are about: the id of a task, a metric, a phase, whatever stands before the colon of the first cell that is no phase of a task. */
export function ownCells(body: string): ReadonlySet<string> {
  const own = new Set<string>();
  let column = 0;
  let isInTable = false;
  for (const line of body.split("\n")) {
    const cells = line.startsWith("|") ? cellsOf(line).map(keyOf) : [];
    if (!isInTable) column = cells[1] === TASK_COLUMN ? 1 : 0;
    isInTable = cells.length > 0;
    const key = cells[column] ?? "";
    if (key !== "") own.add(key);
  }
  return own;
}

/** A phase may stand before the task. */
export const TASK_COLUMN = "Planned task";
const MOST_CELLS = 2;

export function isOwnLine(line: string, own: ReadonlySet<string>): boolean {
  if (SENTENCE.test(line) || MERMAID.test(line)) return true;
  if (!line.startsWith("|")) return false;
  const cells = cellsOf(line).slice(0, MOST_CELLS).map(keyOf);
  return cells.every((cell) => /^-*$/.test(cell)) || cells.some((cell) => own.has(cell));
}

const cellsOf = (row: string): string[] => row.split(/(?<!\\)\|/).slice(1, -1);

const keyOf = (cell: string): string => cell.trim().split(": ")[0] ?? "";
