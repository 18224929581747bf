// The parts of the page around the editor. Below 1200 px preview and outline are tabs, below 720 px the problems too.
import type { LiveDocument } from "@nomous/client";
import { useCallback, useEffect, useId, useState } from "react";
import { useSearch } from "wouter";
import { textPlaceOf } from "../address.ts";
import { PHONE, useMedia, WIDE } from "../hooks/use-media.ts";
import { useShortcut } from "../hooks/use-shortcut.ts";
import { Stepper } from "../library/stepper.tsx";
import { Page } from "../shell/page.tsx";
import { RailSlot } from "../shell/rail-slot.tsx";
import { StatusSlot } from "../shell/status-slot.tsx";
import { useShell } from "../shell/use-shell.ts";
import { KEYS } from "../words/keys.ts";
import type { DocumentDesk } from "./desk.ts";
import { DocumentStrip } from "./document-strip.tsx";
import { DocumentActions, DocumentTitle } from "./document-title.tsx";
import { goToFinding } from "./editor/editor-keys.ts";
import { FindingBar } from "./panel/finding-bar.tsx";
import { Outline } from "./panel/outline.tsx";
import { Panels } from "./panel/panels.tsx";
import { Preview } from "./preview/preview.tsx";
import { StatusFacts } from "./status-facts.tsx";
import { SuggestionBar } from "./suggestion/suggestion-bar.tsx";
import { DocumentTabs, type Tab } from "./document-tabs.tsx";
import { titleOf } from "./document-words.ts";
import { useApproval } from "./use-approval.ts";
import { useDesk } from "./use-desk.ts";
import { useOpenTarget } from "./use-open-target.ts";
import { usePart } from "./use-part.ts";

export function OpenDocument({ live }: { live: LiveDocument }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const keysId = useId();
  const target = useOpenTarget();
  const desk = useDesk(live, place, keysId, target.open);
  const path = usePart(live.view, (view) => view.path);
  const layout = useLayout();
  // On a phone what stands in the way has no place beside the text: who asks is taken to it.
  const approval = useApproval(live, () => layout.isPhone && layout.setTab("problems"));
  useWantedPlace(desk);
  useShortcut(KEYS.nextFinding.keys, () => desk && goToFinding(desk.editor.view, 1));
  const parts = desk && { desk, openTarget: target.open, approval };
  return (
    <Page
      title={titleOf(path)}
      heading={<DocumentTitle path={path} desk={desk} />}
      actions={desk && <DocumentActions desk={desk} approval={approval} />}
    >
      <span id={keysId} className="heard">
        Escape, then Tab leaves the text. F8 goes to the next finding.
      </span>
      {path !== undefined && <Stepper path={path} />}
      <DocumentStrip live={live} problem={target.error} />
      {desk && <SuggestionBar desk={desk} />}
      {!layout.isWide && <DocumentTabs desk={desk} tab={layout.tab} isPhone={layout.isPhone} onTab={layout.setTab} />}
      <div className="document-cols" data-tab={layout.shown} data-preview={layout.hasPreview}>
        <div className="ed" ref={setPlace} />
        {parts && layout.hasPreview && <Preview {...parts} />}
        {desk && layout.shown === "outline" && <Outline desk={desk} onGo={() => layout.setTab("edit")} />}
        {parts && layout.shown === "problems" && <Panels {...parts} onGo={() => layout.setTab("edit")} />}
      </div>
      {parts && !layout.isPhone && <Panels {...parts} />}
      {desk && layout.isPhone && layout.shown === "edit" && <FindingBar desk={desk} />}
      {desk && (
        <>
          <RailSlot>{layout.isWide && <Outline desk={desk} />}</RailSlot>
          <StatusSlot>
            <StatusFacts desk={desk} />
          </StatusSlot>
        </>
      )}
    </Page>
  );
}

interface Layout {
  readonly isWide: boolean;
  readonly isPhone: boolean;
  readonly tab: Tab;
  /** What stands in the column of the editor. */
  readonly shown: Tab;
  readonly hasPreview: boolean;
  readonly setTab: (tab: Tab) => void;
}

function useLayout(): Layout {
  const isWide = useMedia(WIDE);
  const isPhone = useMedia(PHONE);
  const { isSideOpen } = useShell();
  const [chosen, setTab] = useState<Tab>("edit");
  const tab = chosen === "problems" && !isPhone ? "edit" : chosen;
  const shown = isWide ? "edit" : tab;
  return { isWide, isPhone, tab, shown, hasPreview: isWide ? isSideOpen : shown === "preview", setTab };
}

/** Goes to the place that the address names, once the text is here. */
function useWantedPlace(desk: DocumentDesk | undefined): void {
  const search = useSearch();
  const go = useCallback((): boolean => {
    const wanted = textPlaceOf(search);
    const doc = desk?.editor.view.state.doc;
    if (desk === undefined || doc === undefined || wanted === undefined || doc.length === 0) return false;
    const line = doc.line(Math.min(wanted.line, doc.lines));
    desk.editor.goTo(Math.min(line.from + wanted.column - 1, line.to));
    return true;
  }, [desk, search]);
  useEffect(() => {
    if (desk === undefined || go()) return undefined;
    const stop = desk.live.view.subscribe(() => go() && stop());
    return stop;
  }, [desk, go]);
}
