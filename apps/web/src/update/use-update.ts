// Newer versions of the page, as its parts see them. What looks for them, and the words for it, come late (`watch-update.ts`): until then
// nothing is known of any.
import { createContext, use, useEffect } from "react";
import { type Cell, createCell } from "../document/cell.ts";
import { useReadable } from "../hooks/use-readable.ts";
import type { UpdateFacts } from "./update-facts.ts";

/** What a person has to know now, and what can be done about it. */
export interface UpdateNews {
  readonly text: string;
  readonly offer: "load" | "leave" | undefined;
}

export interface Update {
  /** Of this page; empty where it was not built. */
  readonly build: string;
  readonly facts: Cell<UpdateFacts | undefined>;
  readonly news: Cell<UpdateNews | undefined>;
  /** How many parts of the page have what would be lost with it. */
  readonly holds: Cell<number>;
  /** Loads the newer version, when it is offered. */
  accept: () => void;
}

export const createUpdate = (build: string): Update => ({
  build,
  facts: createCell<UpdateFacts | undefined>(undefined),
  news: createCell<UpdateNews | undefined>(undefined),
  holds: createCell(0),
  accept: () => undefined,
});

export const UpdateContext = createContext(createUpdate(""));

export const useUpdate = (): Update => use(UpdateContext);

export const useUpdateNews = (): UpdateNews | undefined => useReadable(useUpdate().news);

/** While `isHeld`, no newer version is loaded into this page. */
export function useHoldsUpdate(isHeld: boolean): void {
  const { holds } = useUpdate();
  useEffect(() => {
    if (!isHeld) return undefined;
    const count = (by: number): void => holds.set(holds.current() + by);
    count(1);
    return () => count(-1);
  }, [holds, isHeld]);
}
