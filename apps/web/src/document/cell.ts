import type { Readable } from "@nomous/client";

export interface Cell<T> extends Readable<T> {
  set(value: T): void;
}

/** A value that is set from outside and tells when it changed. */
export function createCell<T>(first: T): Cell<T> {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    current: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      const own = (): void => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
