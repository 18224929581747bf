/** What the surroundings of a client know before its socket does. */
export interface Hints {
  /** `back`: the network or the page came back. `leaving`: the page may be frozen after this call. Returns how to stop listening. */
  listen(on: { readonly back: () => void; readonly leaving: () => void }): () => void;
}
