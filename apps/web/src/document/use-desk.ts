// Joins editor, check and people once for a document, when the place for the editor is on the page.
import type { EditorState } from "@codemirror/state";
import type { ConflictId, LiveDocument } from "@nomous/client";
import { useEffect, useEffectEvent, useState } from "react";
import { useLocation } from "wouter";
import { conflictsAddress } from "../address.ts";
import { useBridge } from "../hooks/use-client.ts";
import { startCheckWorker } from "./check/start-worker.ts";
import { useBridgeNews } from "./check/use-bridge-news.ts";
import { type DocumentDesk, openDesk } from "./desk.ts";
import { citationAt } from "./editor/citation-target.ts";
import { boundAddress } from "./bound-address.ts";
import type { LinkTarget } from "../markdown/link-target.ts";

const styleNonce = (): string => document.querySelector<HTMLMetaElement>("meta[name=style-nonce]")?.content ?? "";

/** The folder of a path, "" at the top of the workspace. */
export const folderOf = (path: string | undefined): string => path?.split("/").slice(0, -1).join("/") ?? "";

export function useDesk(
  live: LiveDocument,
  parent: HTMLElement | null,
  describedBy: string,
  openTarget: (target: LinkTarget) => void,
  onReview: () => void,
): DocumentDesk | undefined {
  const { client, runtime } = useBridge();
  const [desk, setDesk] = useState<DocumentDesk>();
  const open = useEffectEvent(openTarget);
  const review = useEffectEvent(onReview);
  const [, navigate] = useLocation();
  const openConflict = useEffectEvent((conflict: ConflictId) => navigate(conflictsAddress(live.id, conflict)));
  useEffect(() => {
    if (parent === null) return undefined;
    const targetAt = (state: EditorState, at: number): LinkTarget | undefined =>
      citationAt(state, at, folderOf(live.view.current().path));
    const opened = openDesk({
      live,
      parent,
      client,
      describedBy,
      clock: runtime.clock,
      nonce: styleNonce(),
      worker: startCheckWorker(),
      openConflict: (conflict) => openConflict(conflict),
      stale: {
        open: (target) => open({ kind: "page", address: boundAddress(target) }),
        review: () => review(),
      },
      targets: {
        nameOf: (state, at) => (targetAt(state, at) === undefined ? undefined : "Open what it names"),
        open(state, at) {
          const target = targetAt(state, at);
          if (target !== undefined) open(target);
        },
      },
    });
    // It needs the element that was just rendered.
    // oxlint-disable-next-line react/set-state-in-effect
    setDesk(opened);
    return () => {
      setDesk(undefined);
      opened.close();
    };
  }, [live, parent, describedBy, client, runtime]);
  useBridgeNews(desk?.check);
  return desk;
}
