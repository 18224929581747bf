// Says what is wrong when people who were away from each other are all back, from the plan of what they did and what is left. It knows nothing of how
// edits are merged or conflicts are found.
import { type AbsencePlan, type PlannedEdit, wordsBetween } from "./plan.ts";

interface ToldConflict {
  readonly kind: string;
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  readonly merged: string;
}

export interface AbsenceOutcome {
  readonly replicas: readonly {
    readonly name: string;
    readonly text: string;
    readonly conflicts: readonly ToldConflict[];
  }[];
  /** As it is on disk. */
  readonly file: string;
}

export interface AbsenceVerdict {
  /** Each a line that begins with its kind: `diverged`, `lost`, `untold`. */
  readonly problems: readonly string[];
  /** Conflicts in which nothing met. */
  readonly falseAlarms: readonly ToldConflict[];
  /** Pairs of edits of two people in one place. */
  readonly overlaps: number;
  /** Edits that are near no edit of anybody else. */
  readonly alone: number;
}

/** `must`: both changed the same words. `may`: they are neighbours, or both took the same away. */
type Relation = "must" | "may" | "apart";

export function judgeAbsence(plan: AbsencePlan, { replicas, file }: AbsenceOutcome): AbsenceVerdict {
  const conflicts = replicas[0]?.conflicts ?? [];
  const pairs = pairsOf(plan);
  const must = pairs.filter(({ relation }) => relation === "must");
  const near = pairs.filter(({ relation }) => relation !== "apart");
  const isTold = ([a, b]: Pair["edits"]) => conflicts.some((one) => shows(one, a, plan) && shows(one, b, plan));
  const problems = [
    ...replicas.flatMap(({ name, text }) => (text === file ? [] : [`diverged: ${name} is not the file`])),
    ...replicas
      .filter((one) => one.conflicts.length !== conflicts.length)
      .map(({ name, conflicts: { length } }) => `diverged: ${name} knows ${length} conflicts, not ${conflicts.length}`),
    ...tokensOf(plan)
      .filter(
        (token) => !file.includes(token) && !conflicts.some(({ mine, theirs }) => (mine + theirs).includes(token)),
      )
      .map((token) => `lost: ${token}`),
    ...must
      .filter(({ edits }) => !isTold(edits))
      .map(({ edits: [a, b] }) => `untold: ${JSON.stringify(a)} and ${JSON.stringify(b)}`),
  ];
  const falseAlarms = conflicts.filter(
    (one) => !near.some(({ edits: [a, b] }) => shows(one, a, plan) && shows(one, b, plan)),
  );
  const met = new Set(near.flatMap(({ edits }) => edits));
  const alone = plan.edits.flat().filter((edit) => !met.has(edit)).length;
  return { problems, falseAlarms, overlaps: must.length, alone };
}

interface Pair {
  readonly edits: readonly [PlannedEdit, PlannedEdit];
  readonly relation: Relation;
}

function pairsOf({ edits }: AbsencePlan): Pair[] {
  return edits.flatMap((own, person) =>
    edits
      .slice(person + 1)
      .flatMap((others) =>
        own.flatMap((a) => others.map((b): Pair => ({ edits: [a, b], relation: relationOf(a, b) }))),
      ),
  );
}

const isTaking = ({ type }: PlannedEdit): boolean => type === "cut" || type === "delete";

function relationOf(a: PlannedEdit, b: PlannedEdit): Relation {
  if (a.type === "add" || b.type === "add") return Math.abs(a.line - b.line) <= 1 ? "may" : "apart";
  if (a.type === "cut" && b.type === "cut") return Math.abs(a.line - b.line) <= 1 ? "may" : "apart";
  if (a.line !== b.line)
    return (a.type === "cut" || b.type === "cut") && Math.abs(a.line - b.line) <= 1 ? "may" : "apart";
  const between = wordsBetween(a, b);
  const isSamePoint = between === 0 && a.type === "insert" && b.type === "insert";
  if (between < 0 || isSamePoint) return isTaking(a) && isTaking(b) ? "may" : "must";
  return between <= 1 ? "may" : "apart";
}

/** Whether what the edit brought, or took away, is in what is told. */
function shows({ base, mine, theirs, merged }: ToldConflict, edit: PlannedEdit, { lines }: AbsencePlan): boolean {
  if (edit.type === "replace" || edit.type === "insert" || edit.type === "add")
    return [mine, theirs, merged].some((text) => text.includes(edit.token));
  const words = lines[edit.line] ?? [];
  const gone = edit.type === "cut" ? words : words.slice(edit.words[0], edit.words[1] + 1);
  return gone.some((word) => base.includes(word) && !(mine.includes(word) && theirs.includes(word)));
}

const tokensOf = ({ edits }: AbsencePlan): string[] =>
  edits.flat().flatMap(({ type, token }) => (type === "delete" || type === "cut" ? [] : [token]));
