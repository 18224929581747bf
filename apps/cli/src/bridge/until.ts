import type { Readable } from "@nomous/client";

/** The first value for which `pick` gives something; rejects when `pick` throws. */
export function until<T, R>(readable: Readable<T>, pick: (value: T) => R | undefined): Promise<R> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | undefined;
    const look = (): boolean => {
      try {
        const picked = pick(readable.current());
        if (picked === undefined) return false;
        resolve(picked);
      } catch (error) {
        reject(error);
      }
      stop?.();
      return true;
    };
    if (look()) return;
    stop = readable.subscribe(look);
    look();
  });
}
