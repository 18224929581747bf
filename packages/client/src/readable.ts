/** A value that changes, in the shape that React's `useSyncExternalStore` reads. */
export interface Readable<T> {
  /** The same object until something changed. */
  current(): T;
  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}
