// For tests: a page of the chat with the frame around it.
import type { ReactNode } from "react";
import { ShellContext, type ShellActions } from "../shell/use-shell.ts";

const nothing = (): void => undefined;

const SHELL: ShellActions = {
  openPalette: nothing,
  openUnsent: nothing,
  beginDocument: nothing,
  openRail: nothing,
  isSideOpen: true,
  toggleSide: nothing,
  remove: nothing,
  removed: undefined,
  undoRemove: nothing,
  isStale: false,
};

export const InShell = ({ children }: { children: ReactNode }) => <ShellContext value={SHELL}>{children}</ShellContext>;
