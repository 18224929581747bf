// Which turns are read and where: chosen by a person, kept over a reload, never moved by what others write.
import {
  type ConversationId,
  type ConversationTree,
  type ConversationView,
  newestLeaf,
  type Turn,
  type TurnId,
} from "@nomous/client";
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useMemo, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { conversationAddress } from "../address.ts";
import { recall, remember } from "../browser-storage.ts";
import { readingPath } from "./branch/branches.ts";

/** Where to scroll; a new object scrolls again. What was just sent stands at the end of the thread. */
export interface ScrollTarget {
  readonly turn: TurnId;
  readonly isSent: boolean;
}

export interface Reading {
  readonly path: readonly Turn[];
  readonly choose: (turn: TurnId) => void;
  readonly target: ScrollTarget | undefined;
  /** A turn was written at the end of the path: read it. */
  readonly toEnd: (turn: TurnId) => void;
}

export function useReading(id: ConversationId, { tree, status }: ConversationView): Reading {
  const [chosen, choose] = useState<TurnId>();
  const [pinned, setPinned] = useState(() => recall(sessionStorage, `turn.${id}`) as TurnId | undefined);
  const [target, setTarget] = useState<ScrollTarget>();
  // What was just written may not be in the tree yet; until then one stays where one was.
  const turn = [chosen, pinned].find((turn) => turn !== undefined && tree.turns.has(turn));
  const path = useMemo(() => readingPath(tree, turn), [tree, turn]);
  const leaf = path.at(-1)?.id;
  // A turn that is not in the tree may still come, as long as what this browser has is only a part.
  const isKnown = pinned === undefined || tree.turns.has(pinned) || status === "live";
  if (status !== "loading" && isKnown && leaf !== undefined && leaf !== pinned) setPinned(leaf);
  // At once: a person may reload as soon as it is on the screen.
  useLayoutEffect(() => {
    if (pinned !== undefined) remember(sessionStorage, `turn.${id}`, pinned);
  }, [id, pinned]);
  useTurnInAddress(id, tree, (wanted) => {
    choose(newestLeaf(tree, wanted) ?? wanted);
    setTarget({ turn: wanted, isSent: isOpen(tree, wanted) });
  });
  const toEnd = useCallback((turn: TurnId) => {
    choose(turn);
    setTarget({ turn, isSent: true });
  }, []);
  return { path, choose, target, toEnd };
}

/** `?turn=` is an order that is carried out once: read the branch of that turn, and scroll to it. */
function useTurnInAddress(id: ConversationId, tree: ConversationTree, show: (turn: TurnId) => void): void {
  const wanted = new URLSearchParams(useSearch()).get("turn") as TurnId | null;
  const [, navigate] = useLocation();
  const there = wanted !== null && tree.turns.has(wanted) ? wanted : undefined;
  const carryOut = useEffectEvent((turn: TurnId): void => {
    show(turn);
    navigate(conversationAddress(id), { replace: true });
  });
  useEffect(() => {
    if (there !== undefined) carryOut(there);
  }, [there]);
}

/** Nobody has finished answering it. */
function isOpen({ children, turns }: ConversationTree, prompt: TurnId): boolean {
  return !(children.get(prompt) ?? []).some((id) => {
    const turn = turns.get(id);
    return turn?.role === "engine" && turn.outcome !== undefined;
  });
}
