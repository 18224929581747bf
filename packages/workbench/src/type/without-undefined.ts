type MaybeUndefined<T> = T extends unknown ? { readonly [K in keyof T]: T[K] | undefined } : never;

/** A record without the keys that have no value, because an optional key is one that may be missing. */
export const withoutUndefined = <T extends object>(record: MaybeUndefined<Required<T>> | MaybeUndefined<T>): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
