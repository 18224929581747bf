import type { Turn } from "@nomous/client";
import { Link } from "wouter";
import { compareAddress } from "../../address.ts";
import { useNow } from "../../hooks/use-timer.ts";
import { Glyph } from "../../ui/glyph.tsx";
import { momentText } from "../../words/time.ts";
import { neighbour, siblingsOf } from "./branches.ts";
import { pairAt } from "../compare/comparison.ts";
import { useChat } from "../use-chat.ts";

/** At a fork: which of its branches is read, and the way to the others. */
export function BranchSwitcher({ turn }: { turn: Turn }) {
  const { id, view, choose } = useChat();
  const now = useNow(60_000, false);
  const siblings = siblingsOf(view.tree, turn);
  const at = siblings.indexOf(turn.id);
  const pair = pairAt(view.tree, turn);
  const others = siblings.flatMap((id, index) => {
    const other = view.tree.turns.get(id);
    return other === undefined || id === turn.id
      ? []
      : [`${index + 1} ${other.actor.person}, ${momentText(other.at, now)}`];
  });
  const step = (by: -1 | 1): void => {
    const next = neighbour(view.tree, turn, by);
    if (next !== undefined) choose(next);
  };
  return (
    <div className="fork">
      <Glyph name="branch" />
      <fieldset className="seg" aria-label="Branch">
        <button type="button" aria-label="Previous branch" disabled={at === 0} onClick={() => step(-1)}>
          <Glyph name="left" />
        </button>
        <span aria-current="true">
          {at + 1} of {siblings.length}
        </span>
        <button type="button" aria-label="Next branch" disabled={at === siblings.length - 1} onClick={() => step(1)}>
          <Glyph name="right" />
        </button>
      </fieldset>
      {pair !== undefined && (
        <Link className="btn quiet small" href={compareAddress(id, ...pair)}>
          Compare
        </Link>
      )}
      <span className="cut">branches from here · {others.join(" · ")}</span>
    </div>
  );
}
