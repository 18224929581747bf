// The engine that a person asked for in a conversation; it holds for edits and repetitions there too.
import type { ConversationId } from "@nomous/client";
import { useCallback, useMemo, useState } from "react";
import { recall, remember } from "../browser-storage.ts";

export interface EngineState {
  /** `undefined`: the bridge chooses. */
  readonly engine: string | undefined;
  readonly setEngine: (engine: string | undefined) => void;
}

/** `place` is a conversation, or `undefined` for one that does not exist yet. */
export function useEngine(place: ConversationId | undefined): EngineState {
  const [engine, setState] = useState(() => (place === undefined ? undefined : recall(sessionStorage, keyOf(place))));
  const setEngine = useCallback(
    (next: string | undefined) => {
      setState(next);
      if (place !== undefined) keepEngine(place, next);
    },
    [place],
  );
  return useMemo(() => ({ engine, setEngine }), [engine, setEngine]);
}

export const keepEngine = (place: ConversationId, engine: string | undefined): void =>
  remember(sessionStorage, keyOf(place), engine ?? "");

const keyOf = (place: ConversationId): string => `engine.${place}`;
