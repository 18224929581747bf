// The frame: rail, top bar, main, status bar; on a phone a bottom bar, and the rail as a sheet.
import type { ConversationSummary } from "@nomous/client";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { conversationAddress } from "../address.ts";
import { useBridge } from "../hooks/use-client.ts";
import { PHONE, useMedia, WIDE } from "../hooks/use-media.ts";
import { useShortcut } from "../hooks/use-shortcut.ts";
import { useWorkspaceStatus, WorkspaceContext } from "../hooks/use-workspace.ts";
import { KeysDialog, NewDocumentDialog, Palette, UnsentDialog } from "../late-parts.ts";
import { FreshnessContext, useFreshnessView } from "../freshness/use-freshness.ts";
import { DocumentsContext, useDocumentsView } from "../library/use-documents.ts";
import { Dialog } from "../ui/dialog.tsx";
import { KEYS } from "../words/keys.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { LateDialog } from "./late-dialog.tsx";
import { nextRegion } from "./next-region.ts";
import { RailSlotProvider } from "./rail-slot.tsx";
import { Rail } from "./rail.tsx";
import "./shell.css";
import { StatusBar } from "./status-bar.tsx";
import { StatusSlotProvider } from "./status-slot.tsx";
import { useIsStale } from "./use-is-stale.ts";
import { type DocumentPreset, type ShellActions, ShellContext } from "./use-shell.ts";

const UNDO_MS = 10_000;

type Overlay =
  | { readonly kind: "palette" | "keys" | "rail" | "unsent" }
  | { readonly kind: "document"; readonly preset: DocumentPreset };

export function Shell({ children }: { children: ReactNode }) {
  const workspace = useWorkspaceStatus();
  const documents = useDocumentsView();
  const freshness = useFreshnessView(documents);
  const { overlay, setOverlay, close } = useOverlay();
  const isPhone = useMedia(PHONE);
  const shell = useShellActions(setOverlay);
  useShortcut(KEYS.palette.keys, () => setOverlay({ kind: "palette" }));
  useShortcut(KEYS.help.keys, () => setOverlay({ kind: "keys" }));
  useShortcut(KEYS.side.keys, shell.toggleSide);
  useShortcut(KEYS.region.keys, nextRegion);
  return (
    <WorkspaceContext value={workspace}>
      <DocumentsContext value={documents}>
        <FreshnessContext value={freshness}>
          <ShellContext value={shell}>
            <RailSlotProvider>
              <div className="app">
                {!isPhone && (
                  <nav className="rail" aria-label="Workspace" data-region="" tabIndex={-1}>
                    <Rail />
                  </nav>
                )}
                <StatusSlotProvider>
                  {children}
                  {isPhone ? <BottomBar /> : <StatusBar />}
                </StatusSlotProvider>
              </div>
              {overlay !== undefined && (
                <Over overlay={overlay} onClose={close} onKeys={() => setOverlay({ kind: "keys" })} />
              )}
            </RailSlotProvider>
          </ShellContext>
        </FreshnessContext>
      </DocumentsContext>
    </WorkspaceContext>
  );
}

interface OverProps {
  overlay: Overlay;
  onClose: () => void;
  onKeys: () => void;
}

function Over({ overlay, onClose, onKeys }: OverProps) {
  if (overlay.kind === "rail")
    return (
      <Dialog label="Workspace" className="sheet rail" onClose={onClose}>
        <Rail />
      </Dialog>
    );
  return (
    <LateDialog onClose={onClose}>
      {overlay.kind === "palette" && <Palette onClose={onClose} onKeys={onKeys} />}
      {overlay.kind === "keys" && <KeysDialog onClose={onClose} />}
      {overlay.kind === "unsent" && <UnsentDialog onClose={onClose} />}
      {overlay.kind === "document" && <NewDocumentDialog preset={overlay.preset} onClose={onClose} />}
    </LateDialog>
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
      openPalette: () => setOverlay({ kind: "palette" }),
      openRail: () => setOverlay({ kind: "rail" }),
      openUnsent: () => setOverlay({ kind: "unsent" }),
      beginDocument: (preset = {}) => setOverlay({ kind: "document", preset }),
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
