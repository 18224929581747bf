import { newestLeaf, type Turn, type TurnId } from "@nomous/client";
import { useMemo } from "react";
import { useIsOnline } from "../../hooks/use-client.ts";
import { useMedia, WIDE } from "../../hooks/use-media.ts";
import { useShell } from "../../shell/use-shell.ts";
import { plural } from "../../words/numbers.ts";
import { branchOutline, type OutlineRow } from "./branches.ts";
import { useChat } from "../use-chat.ts";

/** Deeper forks keep this indent, so that their words stay readable. */
const MAX_INDENT = 5;

export function BranchTree() {
  const { view, path, choose } = useChat();
  const rows = useMemo(() => branchOutline(view.tree, path), [view.tree, path]);
  const isLive = path.some(
    (turn) => turn.role === "engine" && turn.outcome === undefined && !view.waiting.has(turn.parent),
  );
  const isOnline = useIsOnline();
  const isWide = useMedia(WIDE);
  const { toggleSide } = useShell();
  const last = rows.findLast((row) => row.isOnPath);
  const read = (turn: TurnId): void => {
    choose(newestLeaf(view.tree, turn) ?? turn);
    // Where the panel lies over the thread, it makes way.
    if (!isWide) toggleSide();
  };
  if (rows.length === 0) return <p className="meta">None yet. Editing a message begins one.</p>;
  return (
    <ul className="tree">
      {rows.map((row) => (
        <li key={row.turn} className={`indent-${Math.min(row.depth, MAX_INDENT)}`}>
          <button type="button" aria-current={row.isOnPath || undefined} onClick={() => read(row.turn)}>
            <span className="dot" />
            <span className="cut">{rowText(row, view.tree.turns.get(row.turn))}</span>
          </button>
          {isLive && isOnline && row === last && <span className="now">answering now</span>}
        </li>
      ))}
    </ul>
  );
}

function rowText({ place, turns }: OutlineRow, turn: Turn | undefined): string {
  const words = turn?.role === "person" ? turn.text : "Answer";
  return [place, words, turns === undefined ? undefined : plural(turns, "turn")]
    .filter((part) => part !== undefined)
    .join(" · ");
}
