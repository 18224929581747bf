// The frame: rail, top bar, main, status bar; on a phone a bottom bar, and the rail as a sheet.
import type { ConversationSummary } from "@nomous/client";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { conversationAddress } from "../address.ts";
import { useBridge } from "../hooks/use-client.ts";
import { PHONE, useMedia, WIDE } from "../hooks/use-media.ts";
import { useShortcut } from "../hooks/use-shortcut.ts";
import { useWorkspaceStatus, WorkspaceContext } from "../hooks/use-workspace.ts";
import { KeysDialog, Palette } from "../late-parts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { KEYS } from "../words/keys.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { LateDialog } from "./late-dialog.tsx";
import { nextRegion } from "./next-region.ts";
import { Rail } from "./rail.tsx";
import "./shell.css";
import { StatusBar } from "./status-bar.tsx";
import { useIsStale } from "./use-is-stale.ts";
import { type ShellActions, ShellContext } from "./use-shell.ts";

const UNDO_MS = 10_000;

type Overlay = "palette" | "keys" | "rail";

export function Shell({ children }: { children: ReactNode }) {
  const workspace = useWorkspaceStatus();
  const { overlay, setOverlay, close } = useOverlay();
  const isPhone = useMedia(PHONE);
  const shell = useShellActions(setOverlay);
  useShortcut(KEYS.palette.keys, () => setOverlay("palette"));
  useShortcut(KEYS.help.keys, () => setOverlay("keys"));
  useShortcut(KEYS.side.keys, shell.toggleSide);
  useShortcut(KEYS.region.keys, nextRegion);
  return (
    <WorkspaceContext value={workspace}>
      <ShellContext value={shell}>
        <div className="app">
          {!isPhone && (
            <nav className="rail" aria-label="Conversations" data-region="" tabIndex={-1}>
              <Rail />
            </nav>
          )}
          {children}
          {isPhone ? <BottomBar /> : <StatusBar />}
        </div>
        {overlay === "rail" && (
          <Dialog label="Conversations" className="sheet rail" onClose={close}>
            <Rail />
          </Dialog>
        )}
        {overlay === "palette" && (
          <LateDialog onClose={close}>
            <Palette onClose={close} onKeys={() => setOverlay("keys")} />
          </LateDialog>
        )}
        {overlay === "keys" && (
          <LateDialog onClose={close}>
            <KeysDialog onClose={close} />
          </LateDialog>
        )}
      </ShellContext>
    </WorkspaceContext>
  );
}

/** What lies over the page; it goes when one goes to another page. */
function useOverlay() {
  const [address] = useLocation();
  const [open, setOpen] = useState<{ overlay: Overlay; address: string }>();
  const setOverlay = useCallback((overlay: Overlay) => setOpen({ overlay, address }), [address]);
  const close = useCallback(() => setOpen(undefined), []);
  return { overlay: open?.address === address ? open.overlay : undefined, setOverlay, close };
}

function useShellActions(setOverlay: (overlay: Overlay) => void): ShellActions {
  const { client, runtime } = useBridge();
  const [, navigate] = useLocation();
  const isWide = useMedia(WIDE);
  const [side, setSide] = useState<boolean>();
  const [removed, setRemoved] = useState<Pick<ConversationSummary, "id" | "title">>();
  useEffect(
    () => (removed === undefined ? undefined : runtime.clock.after(UNDO_MS, () => setRemoved(undefined))),
    [removed, runtime],
  );
  const isSideOpen = side ?? isWide;
  const isStale = useIsStale();
  return useMemo(
    () => ({
      openPalette: () => setOverlay("palette"),
      openRail: () => setOverlay("rail"),
      isSideOpen,
      toggleSide: () => setSide(!isSideOpen),
      remove: ({ id, title }) => {
        client.command("conversation.delete", { conversation: id });
        setRemoved({ id, title });
        navigate("/");
      },
      removed,
      undoRemove: () => {
        if (removed === undefined) return;
        client.command("conversation.restore", { conversation: removed.id });
        setRemoved(undefined);
        navigate(conversationAddress(removed.id));
      },
      isStale,
    }),
    [client, navigate, setOverlay, isSideOpen, removed, isStale],
  );
}
