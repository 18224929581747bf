/** What the clients that share one storage share besides: tabs of a browser profile, clients of one process. */
export interface Tabs {
  /**
   * Runs `task` while no other client runs one; `lost` fires when another took over by `isStealing`, which waits for
   * nobody. Resolves when `task` has.
   */
  exclusive(task: (lost: AbortSignal) => Promise<void>, isStealing?: boolean): Promise<void>;
  /** Tells the others that the stored outbox changed. */
  nudge(): void;
  /** Returns how to stop listening. */
  onNudge(listener: () => void): () => void;
}
