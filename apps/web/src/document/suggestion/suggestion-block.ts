// How one hunk looks: who proposes it and why, what it removes and adds, and the two answers; of a suggestion with several hunks also
// the answers for its section and for all.
import type { PlacedHunk, Verdict } from "@nomous/client";
import { wordDiff } from "../../chat/compare/word-diff.ts";
import { KEYS, keyText } from "../../words/keys.ts";
import { button, element, glyph } from "../editor/element.ts";
import type { Around, OpenHunk } from "./suggestion-field.ts";
import { whyText } from "./suggestion-words.ts";

/** What an answer is for. */
export type Extent = "hunk" | "section" | "all";

export interface SuggestionActions {
  settle(hunk: OpenHunk, extent: Extent, verdict: Verdict): void;
  /** How many hunks an answer is for. */
  count(hunk: OpenHunk, extent: Extent): number;
}

export function suggestionBlock(open: OpenHunk, around: Around, actions: SuggestionActions): HTMLElement {
  const head = element("div", "head", glyph("pencil"), element("span", "grow", whyText(open.suggestion)));
  if (open.hunk.isOutdated) head.append(element("span", "outdated", "The text has changed since"));
  head.append(...answers(open, actions));
  const block = element("div", "suggestion", head, textOf(open.hunk, around), ...wider(open, actions));
  block.setAttribute("role", "group");
  block.setAttribute("aria-label", whyText(open.suggestion));
  // The editor measures the outer box, and a margin is none of it.
  return element("div", "suggestion-place", block);
}

function answers(open: OpenHunk, actions: SuggestionActions): HTMLElement[] {
  const answer = (verdict: Verdict, label: string, keys: string): HTMLElement =>
    button("btn", () => actions.settle(open, "hunk", verdict), label, element("kbd", "wide-only", keyText(keys)));
  return [answer("rejected", "Reject", KEYS.reject.keys), answer("accepted", "Accept", KEYS.accept.keys)];
}

const WHERE = { section: "in this section", all: "in all" };

/** Answers for more than this hunk, where there is more. */
const wider = (open: OpenHunk, actions: SuggestionActions): HTMLElement[] =>
  open.leads.map((extent) =>
    element(
      "div",
      "wider",
      `${actions.count(open, extent)} changes ${WHERE[extent]}:`,
      button("btn quiet", () => actions.settle(open, extent, "rejected"), "Reject them"),
      button("btn quiet", () => actions.settle(open, extent, "accepted"), "Accept them"),
    ),
  );

/** The lines as they are and as they would be; what differs stands out. */
function textOf({ removed, inserted }: PlacedHunk, { before, after }: Around): HTMLElement {
  const pieces = wordDiff(`${before}${removed}${after}`, `${before}${inserted}${after}`);
  const words = (side: 0 | 1, whole: string): (Node | string)[] =>
    pieces === undefined
      ? [whole]
      : pieces[side].map(({ text, isShared }) => (isShared ? text : element("b", "", text)));
  const text = element("pre", "");
  if (removed !== "") text.append(element("del", "", ...words(0, removed)));
  text.append(element("ins", "", ...words(1, inserted)));
  return text;
}
