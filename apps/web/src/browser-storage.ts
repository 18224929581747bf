// What this browser remembers about the page itself: drafts, scheme, places. It may be full or forbidden; then the page
// goes on and forgets.

/** The value under `key`, or `undefined`. */
export function recall(storage: Storage, key: string): string | undefined {
  try {
    return storage.getItem(`nomous.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `value` under `key`; an empty one is forgotten. */
export function remember(storage: Storage, key: string, value: string): void {
  try {
    if (value === "") storage.removeItem(`nomous.${key}`);
    else storage.setItem(`nomous.${key}`, value);
  } catch {
    // Full or forbidden: only comfort is lost.
  }
}
