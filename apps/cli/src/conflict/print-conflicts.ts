// Conflicts for a person: what both sides began with, what each made of it, and what stands in the document, word by word.
import { type ConflictLine, decisionsOf, nameOf, type WordChange, wordChanges } from "@nomous/lab/documents";
import { conflictClause, shortConflictId } from "@nomous/workbench";
import type { Console } from "../console.ts";
import { withoutControls } from "../without-controls.ts";
import { localTime } from "../workbench/local-time.ts";
import { DECIDED } from "./decision-words.ts";
import type { ListedConflict } from "./listed-conflicts.ts";

type Style = Console["style"];

export function printConflicts(console: Console, conflicts: readonly ListedConflict[]): void {
  const style: Style = (name, text) => console.style(name, text);
  for (const one of conflicts) {
    console.print(headOf(style, one));
    if (one.details === null) console.print(`  its line says no more than that: ${one.path}:${one.line}`);
    else for (const line of bodyOf(style, one.details)) console.print(`  ${line}`);
    console.print("");
  }
}

function headOf(style: Style, { shown, now, number, isOpen, isGone, id, conflict, details }: ListedConflict): string {
  const place = style("bold", withoutControls(now === null ? shown : `${shown}:${now}`));
  const state = isOpen ? style("yellow", "open") : style("green", "decided");
  const section = withoutControls(conflict.section ?? "").replaceAll(/\s+/g, " ");
  const clause = conflictClause(details?.kind ?? "");
  const what = [section === "" ? "" : `in "${section}"`, clause].filter((words) => words !== "").join(": ");
  const short = id === null ? "" : style("dim", `(${withoutControls(shortConflictId(id))})`);
  const told = [what, short].filter((words) => words !== "").join(" ");
  return `${place}  ${number}  ${state}${isGone ? ", and the document is gone" : ""}  ${told}`.trimEnd();
}

function bodyOf(style: Style, details: ConflictLine): string[] {
  const { base, mine, theirs, merged, cut, who } = details;
  const sides = [
    ["base", [{ kind: "same" as const, text: base }], ""],
    ["mine", wordChanges(base, mine), sideOf(who.mine)],
    ["theirs", wordChanges(base, theirs), sideOf(who.theirs)],
    ["merged", wordChanges(base, merged), "in the document since they met"],
  ] as const;
  return [
    ...sides.flatMap(([name, changes, by]) => [
      `${style("bold", name)}${by === "" ? "" : `  ${style("dim", withoutControls(by))}`}`,
      ...wordsOf(style, changes).map((line) => `    ${line}`),
    ]),
    ...(cut === true ? ["These are only the beginnings: the place is longer than a conflict tells."] : []),
    ...decisionsOf(details).map(
      ({ choice, by, at }, i) =>
        `${withoutControls(nameOf(by))} ${i === 0 ? "" : "came later: "}${DECIDED[choice]}, ${timeOf(at)}`,
    ),
  ];
}

const sideOf = (side: ConflictLine["who"]["mine"]): string =>
  side
    .map((one) => `${nameOf(one)}, ${one.edits} ${one.edits === 1 ? "edit" : "edits"}, ${timeOf(one.at[1])}`)
    .join("; ");

const timeOf = (iso: string): string => localTime(new Date(iso).getTime()).time.slice(0, "2026-11-28 21:10".length);

/** In lines; colours where the terminal has some, else brackets. */
function wordsOf(style: Style, changes: readonly WordChange[]): string[] {
  const hasColours = style("red", "x") !== "x";
  // Word by word, so that a style never goes over the end of a line.
  const marked = changes.map(({ kind, text }) => {
    const clean = withoutControls(text);
    if (kind === "same") return clean;
    const mark = (words: string): string => {
      if (words === "") return "";
      if (hasColours) return kind === "removed" ? style(["red", "strikethrough"], words) : style("green", words);
      return kind === "removed" ? `[-${words}-]` : `{+${words}+}`;
    };
    return clean.split("\n").map(mark).join("\n");
  });
  const text = marked.join("").replace(/\n$/, "");
  return text === "" ? [style("dim", "(nothing)")] : text.split("\n");
}
