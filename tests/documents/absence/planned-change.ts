// Where a planned edit is in a text that its author has changed already, and what it puts there.
import type { TextChange } from "@nomous/client";
import type { AbsencePlan, PlannedEdit } from "./plan.ts";

export function plannedChange(text: string, lines: AbsencePlan["lines"], edit: PlannedEdit): TextChange {
  const words = lines[edit.line] ?? [];
  const startOf = (index: number): number => text.indexOf(words[index] ?? "");
  const endOf = (index: number): number => startOf(index) + (words[index] ?? "").length;
  switch (edit.type) {
    case "insert":
      return { from: endOf(edit.at - 1), to: endOf(edit.at - 1), insert: ` ${edit.token}` };
    case "replace":
      return { from: startOf(edit.words[0]), to: endOf(edit.words[1]), insert: edit.token };
    case "delete":
      return { from: startOf(edit.words[0]), to: startOf(edit.words[1] + 1), insert: "" };
    case "cut":
    case "add":
  }
  const known = words.find((word) => word !== "##" && text.includes(word)) ?? "";
  const start = text.lastIndexOf("\n", text.indexOf(known)) + 1;
  const end = text.indexOf("\n", start) + 1;
  return edit.type === "cut"
    ? { from: start, to: end, insert: "" }
    : { from: end, to: end, insert: `${edit.token} is a line of its own\n` };
}
