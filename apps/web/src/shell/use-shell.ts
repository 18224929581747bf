// What pages ask of the frame around them.
import type { ConversationSummary } from "@nomous/client";
import { createContext, use } from "react";

/** What is known of a document before somebody begins it. */
export interface DocumentPreset {
  readonly type?: string;
  /** Paths of what it builds on. */
  readonly from?: readonly string[];
}

export interface ShellActions {
  readonly openPalette: () => void;
  /** The conversations, where the rail is a sheet. */
  readonly openRail: () => void;
  /** What the bridge does not have yet. */
  readonly openUnsent: () => void;
  /** Asks what to begin; `preset` is chosen already. */
  readonly beginDocument: (preset?: DocumentPreset) => void;
  readonly isSideOpen: boolean;
  readonly toggleSide: () => void;
  /** Deletes, leaves its page, and offers Undo in the strip for ten seconds. */
  readonly remove: (conversation: Pick<ConversationSummary, "id" | "title">) => void;
  readonly removed: Pick<ConversationSummary, "id" | "title"> | undefined;
  readonly undoRemove: () => void;
  /** This page is older than the bridge: only a reload goes on. */
  readonly isStale: boolean;
}

export const ShellContext = createContext<ShellActions | undefined>(undefined);

export function useShell(): ShellActions {
  const shell = use(ShellContext);
  if (shell === undefined) throw new Error("useShell outside ShellContext");
  return shell;
}
