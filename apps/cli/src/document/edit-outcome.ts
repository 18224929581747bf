// What came of an editor's work, in one line: what the log says of the time since it was opened.
import type { HistoryEntry } from "@nomous/protocol";
import { actorText, listed } from "./people.ts";

export type EditOutcome =
  | { readonly status: "nothing" }
  | { readonly status: "in" }
  /** `others`: whose edits came in between. */
  | { readonly status: "merged"; readonly others: readonly string[] };

const isOfFile = ({ kind }: HistoryEntry): boolean => kind === "file" || kind === "checkout";

/** `entries` are those of the history, `before` the last item that was there when the editor was opened. */
export function editOutcome(entries: readonly HistoryEntry[], before: number): EditOutcome {
  const since = entries.filter(({ seq: [, last], edits }) => last > before && edits > 0);
  if (!since.some(isOfFile)) return { status: "nothing" };
  const others = since.filter((entry) => !isOfFile(entry)).flatMap(({ actors }) => actors.map(actorText));
  return others.length === 0 ? { status: "in" } : { status: "merged", others: [...new Set(others)] };
}

export function outcomeText(outcome: EditOutcome, path: string): string {
  if (outcome.status === "nothing") return `Nothing changed in ${path}.`;
  return outcome.status === "in"
    ? `Your change to ${path} is in.`
    : `Your change to ${path} is merged with edits of ${listed(outcome.others)}.`;
}
