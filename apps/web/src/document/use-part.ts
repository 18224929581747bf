import type { Readable } from "@nomous/client";
import { useCallback, useSyncExternalStore } from "react";

/**
 * One part of a store that changes with every key: renders only when that part is another one. `part` gives the same value for the same
 * content.
 */
export function usePart<T, Part>(readable: Readable<T>, part: (value: T) => Part): Part {
  const subscribe = useCallback((listener: () => void) => readable.subscribe(listener), [readable]);
  return useSyncExternalStore(subscribe, () => part(readable.current()));
}
