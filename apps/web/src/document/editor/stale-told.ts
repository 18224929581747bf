// Why something that the text rests on is not as it was: which commit, over which documents, and what changed of it.
import type { BoundTarget } from "@nomous/client";
import { button, element } from "./element.ts";

/** `open` leads to a document, or to a file at its lines. */
export function staleTold({ cause, movedTo }: BoundTarget, open: (target: string) => void): HTMLElement {
  const told = element("div", "stale-told");
  if (cause?.commit) {
    const { commit, subject, author, at } = cause.commit;
    const id = element("span", "mono", commit.slice(0, 7));
    const what = cause.text.includes(subject) ? "" : ` ${subject},`;
    told.append(element("p", "", id, `${what} by ${author}, ${at.slice(0, 10)}`));
  }
  if (cause !== null && cause.path.length > 0) told.append(wayOf(cause.path, open));
  if (movedTo !== null) told.append(element("p", "", "It is now ", element("span", "mono", movedTo)));
  if (cause !== null && cause.diff !== "") told.append(diffOf(cause.diff));
  return told;
}

function wayOf(path: readonly string[], open: (target: string) => void): HTMLElement {
  const steps = path.flatMap((target, n) => [n === 0 ? "Over " : " → ", button("", () => open(target), target)]);
  return element("p", "over", ...steps);
}

const SIGNS: Readonly<Record<string, "ins" | "del" | "i">> = { "+": "ins", "-": "del", "@": "i" };

/** A sign stands before each line that was added or removed: colour says nothing alone. */
function diffOf(diff: string): HTMLElement {
  const lines = diff
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => element(SIGNS[line.charAt(0)] ?? "span", "", line.startsWith("-") ? `−${line.slice(1)}` : line));
  const shown = element("pre", "stale-diff", ...lines);
  shown.setAttribute("aria-label", "What changed");
  // What scrolls must be reachable by keyboard.
  shown.tabIndex = 0;
  return shown;
}
