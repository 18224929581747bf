// What is no longer what it was, for a person: a line for the place, one for the cause, and the change where it is asked for.
import { counted } from "@nomous/workbench";
import type { BoundTarget, DocumentFreshness } from "@nomous/workbench/staleness";
import type { Console } from "../console.ts";
import { withoutControls } from "../without-controls.ts";
import type { StaleTally } from "./tally-stale.ts";

export interface PrintOptions {
  readonly all?: boolean;
  readonly diff?: boolean;
}

const WORDS = {
  fresh: "fresh",
  unverifiable: "unverifiable",
  "needs-review": "needs review",
  broken: "broken",
} as const satisfies Record<BoundTarget["freshness"], string>;

const STYLES = {
  fresh: "green",
  unverifiable: "dim",
  "needs-review": "yellow",
  broken: "red",
} as const satisfies Record<BoundTarget["freshness"], Parameters<Console["style"]>[0]>;

export function printStale(
  console: Console,
  documents: readonly DocumentFreshness[],
  tally: StaleTally,
  { all = false, diff = false }: PrintOptions,
): void {
  for (const document of documents) {
    const told = document.targets.filter((target) => all || isTold(target));
    for (const target of told) printTarget(console, document.path, target, diff);
    if (told.length > 0 && document.reviewed !== null) printReview(console, document.reviewed);
  }
  if (!all) printUnverifiable(console, documents);
  console.note(summaryText(tally));
}

/** What nobody can tell often has one reason for all, which is told once. */
const isTold = ({ freshness, movedTo }: BoundTarget): boolean =>
  freshness === "needs-review" || freshness === "broken" || movedTo !== null;

function printTarget(console: Console, path: string, target: BoundTarget, showsDiff: boolean): void {
  const { line, freshness, cause, movedTo } = target;
  const word = console.style(STYLES[freshness], movedTo === null ? WORDS[freshness] : "moved");
  console.print(
    `${console.style("bold", withoutControls(`${path}:${line}`))}  ${word}  ${withoutControls(target.target)}`,
  );
  if (movedTo !== null) console.print(withoutControls(`    It is ${movedTo} now.`));
  if (cause === null) return;
  console.print(withoutControls(`    ${cause.text}${authorText(target)}`));
  // Where it came from, it is told with the change.
  if (cause.path.length > 0) console.print(withoutControls(`    by way of ${cause.path.join(" → ")}`));
  else if (showsDiff && cause.diff !== "")
    for (const line of cause.diff.split("\n")) console.print(diffLine(console, line));
}

function authorText({ cause }: BoundTarget): string {
  const commit = cause?.commit ?? null;
  return commit === null ? "" : `, by ${commit.author} on ${commit.at.slice(0, 10)}`;
}

function diffLine(console: Console, line: string): string {
  const plain = `    ${withoutControls(line)}`;
  if (line.startsWith("+")) return console.style("green", plain);
  return line.startsWith("-") ? console.style("red", plain) : plain;
}

function printReview(console: Console, { person, at, why }: NonNullable<DocumentFreshness["reviewed"]>): void {
  const reason = why === null ? "" : `: ${why}`;
  console.print(console.style("dim", withoutControls(`    last reviewed by ${person} on ${at.slice(0, 10)}${reason}`)));
}

function printUnverifiable(console: Console, documents: readonly DocumentFreshness[]): void {
  const unknown = documents.flatMap(({ targets }) => targets.filter(({ freshness }) => freshness === "unverifiable"));
  const reasons = Map.groupBy(unknown, ({ cause }) => cause?.text ?? "nobody knows why");
  for (const [reason, targets] of [...reasons].toSorted((a, b) => b[1].length - a[1].length).slice(0, MOST_REASONS))
    console.print(withoutControls(`${counted(targets.length, "target")} cannot be judged: ${reason}.`));
  const rest = reasons.size - MOST_REASONS;
  if (rest > 0) console.print(`${counted(rest, "more reason")}: nomous stale --all lists them.`);
}

const MOST_REASONS = 5;

function summaryText({ documents, fresh, moved, needsReview, broken, unverifiable }: StaleTally): string {
  const total = fresh + needsReview + broken + unverifiable;
  if (total === 0) return "No document rests on anything that could change.";
  const parts = [
    `${fresh} fresh${moved === 0 ? "" : ` (${moved} moved)`}`,
    ...(needsReview === 0 ? [] : [`${needsReview} to review`]),
    ...(broken === 0 ? [] : [`${broken} broken`]),
    ...(unverifiable === 0 ? [] : [`${unverifiable} that cannot be judged`]),
  ];
  return `${counted(documents, "document")} on ${counted(total, "target")}: ${parts.join(", ")}.`;
}
