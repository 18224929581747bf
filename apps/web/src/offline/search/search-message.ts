// What the page and the worker that searches tell each other.
import type { Found, IndexSize } from "./local-index.ts";

export type ToSearch =
  /** What this browser has may have changed: read what is new. */
  | { readonly type: "look" }
  | {
      readonly type: "find";
      readonly n: number;
      readonly text: string;
      readonly limit: number;
      /** Conversations that are not looked into: they are deleted. */
      readonly without: readonly string[];
    };

export type FromSearch =
  | { readonly type: "found"; readonly n: number; readonly found: Found }
  | { readonly type: "state"; readonly state: SearchState };

/** How much is searched. */
export interface SearchState extends IndexSize {
  readonly isReading: boolean;
  /** Another one when a search may find something else. */
  readonly revision: number;
  /** Why not all could be read. */
  readonly trouble: string | undefined;
}
