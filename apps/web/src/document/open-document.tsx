// The parts of the page around the editor. Below 1200 px preview and outline are tabs, below 720 px the problems too; what follows from a plan
// is a tab at any width.
import type { DocumentFreshness, LiveDocument } from "@nomous/client";
import type { PlanChange } from "@nomous/workbench/plans";
import { Suspense, useCallback, useEffect, useId, useState } from "react";
import { useSearch } from "wouter";
import { textPlaceOf } from "../address.ts";
import { PHONE, useMedia, WIDE } from "../hooks/use-media.ts";
import { usePaced } from "../hooks/use-paced.ts";
import { useShortcut } from "../hooks/use-shortcut.ts";
import { PlanView } from "../late-parts.ts";
import { Stepper } from "../library/stepper.tsx";
import type { LinkTarget } from "../markdown/link-target.ts";
import { Page } from "../shell/page.tsx";
import { RailSlot } from "../shell/rail-slot.tsx";
import { StatusSlot } from "../shell/status-slot.tsx";
import { useShell } from "../shell/use-shell.ts";
import { KEYS } from "../words/keys.ts";
import type { DocumentDesk } from "./desk.ts";
import { DocumentStrip } from "./document-strip.tsx";
import { DocumentTabs, type Layout, type Tab } from "./document-tabs.tsx";
import { DocumentActions, DocumentTitle } from "./document-title.tsx";
import { titleOf } from "./document-words.ts";
import { goToFinding } from "./editor/editor-keys.ts";
import { FreshnessStrip } from "./freshness-strip.tsx";
import { FindingBar } from "./panel/finding-bar.tsx";
import { Outline } from "./panel/outline.tsx";
import { Panels } from "./panel/panels.tsx";
import { Preview } from "./preview/preview.tsx";
import { ReviewDialog } from "./review-dialog.tsx";
import { StatusFacts } from "./status-facts.tsx";
import { SuggestionBar } from "./suggestion/suggestion-bar.tsx";
import { type StateMove, useApproval } from "./use-approval.ts";
import { type BesideView, useBeside } from "./use-beside.ts";
import { useDesk } from "./use-desk.ts";
import { useOpenTarget } from "./use-open-target.ts";
import { usePart } from "./use-part.ts";

export function OpenDocument({ live }: { live: LiveDocument }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const keysId = useId();
  const target = useOpenTarget();
  const [isReviewing, setReviewing] = useState(false);
  const desk = useDesk(live, place, keysId, target.open, () => setReviewing(true));
  const path = usePart(live.view, (view) => view.path);
  const isPlan = usePaced(desk?.rendered ?? NOT_RENDERED, TYPE_MS)?.checked.type?.isPlan ?? false;
  const beside = useBeside(desk, path, isPlan);
  const layout = useLayout(isPlan);
  const approval = useApproval(live, layout.showRefusal);
  useWantedPlace(desk, layout.setTab);
  useShortcut(KEYS.nextFinding.keys, () => desk && goToFinding(desk.editor.view, 1));
  const { freshness } = beside;
  const review = (): void => setReviewing(true);
  return (
    <Page
      title={titleOf(path)}
      heading={<DocumentTitle path={path} desk={desk} />}
      actions={
        desk && <DocumentActions desk={desk} approval={approval} onReview={isStale(freshness) ? review : undefined} />
      }
    >
      <span id={keysId} className="heard">
        Escape, then Tab leaves the text. F8 goes to the next finding.
      </span>
      {path !== undefined && <Stepper path={path} />}
      <DocumentStrip live={live} problem={target.error}>
        {desk && freshness && (
          <FreshnessStrip desk={desk} freshness={freshness} onReview={review} onGo={layout.showText} />
        )}
      </DocumentStrip>
      {desk && <SuggestionBar desk={desk} onGo={layout.showText} />}
      {(!layout.isWide || isPlan) && <DocumentTabs desk={desk} layout={layout} isPlan={isPlan} />}
      <div className="document-cols" data-tab={layout.shown} data-preview={layout.hasPreview}>
        <div className="ed" ref={setPlace} />
        {desk && (
          <BesideText desk={desk} layout={layout} approval={approval} openTarget={target.open} beside={beside} />
        )}
      </div>
      {desk && <BelowText desk={desk} layout={layout} approval={approval} />}
      {isReviewing && freshness !== undefined && (
        <ReviewDialog
          freshness={freshness}
          onDone={() => {
            setReviewing(false);
            beside.again();
          }}
          onClose={() => setReviewing(false)}
        />
      )}
    </Page>
  );
}

const TYPE_MS = 250;
const NOT_RENDERED: DocumentDesk["rendered"] = { current: () => undefined, subscribe: () => () => undefined };

const isStale = (freshness: DocumentFreshness | undefined): boolean =>
  freshness?.freshness === "needs-review" || freshness?.freshness === "broken";

interface PartsProps {
  desk: DocumentDesk;
  layout: Layout;
  approval: StateMove;
}

interface BesideTextProps extends PartsProps {
  openTarget: (target: LinkTarget) => void;
  beside: BesideView;
}

/** What stands in the column of the editor, or next to it. */
function BesideText({ desk, layout, approval, openTarget, beside }: BesideTextProps) {
  // Kept here, so that a look into the text loses nothing of it.
  const [changes, setChanges] = useState<readonly PlanChange[]>([]);
  const { shown, hasPreview, showText } = layout;
  return (
    <>
      {hasPreview && <Preview desk={desk} openTarget={openTarget} />}
      {shown === "outline" && <Outline desk={desk} onGo={showText} />}
      {shown === "problems" && <Panels desk={desk} approval={approval} onGo={showText} />}
      {shown === "plan" && (
        <Suspense>
          <PlanView
            desk={desk}
            changes={changes}
            onChanges={setChanges}
            verifications={beside.verifications}
            onEdit={showText}
          />
        </Suspense>
      )}
    </>
  );
}

function BelowText({ desk, layout, approval }: PartsProps) {
  const { isPhone, isWide, shown, showText } = layout;
  return (
    <>
      {!isPhone && shown !== "plan" && <Panels desk={desk} approval={approval} />}
      {isPhone && shown === "edit" && <FindingBar desk={desk} />}
      <RailSlot>{isWide && <Outline desk={desk} onGo={showText} />}</RailSlot>
      <StatusSlot>
        <StatusFacts desk={desk} />
      </StatusSlot>
    </>
  );
}

function useLayout(isPlan: boolean): Layout {
  const isWide = useMedia(WIDE);
  const isPhone = useMedia(PHONE);
  const { isSideOpen } = useShell();
  const [chosen, setTab] = useState<Tab>("edit");
  const tab = (chosen === "problems" && !isPhone) || (chosen === "plan" && !isPlan) ? "edit" : chosen;
  const shown = isWide && tab !== "plan" ? "edit" : tab;
  return {
    isWide,
    isPhone,
    tab: isWide ? shown : tab,
    shown,
    hasPreview: isWide ? isSideOpen && shown === "edit" : shown === "preview",
    setTab,
    showText: () => setTab("edit"),
    showRefusal() {
      // What stands in the way has no place beside these: who asks is taken to it.
      if (isPhone) setTab("problems");
      else if (tab === "plan") setTab("edit");
    },
  };
}

/** Goes to the place that the address names, once the text is here. */
function useWantedPlace(desk: DocumentDesk | undefined, onTab: (tab: Tab) => void): void {
  const search = useSearch();
  const go = useCallback((): boolean => {
    const wanted = textPlaceOf(search);
    const doc = desk?.editor.view.state.doc;
    if (desk === undefined || doc === undefined || wanted === undefined || doc.length === 0) return false;
    const line = doc.line(Math.min(wanted.line, doc.lines));
    onTab("edit");
    desk.editor.goTo(Math.min(line.from + wanted.column - 1, line.to));
    return true;
  }, [desk, search, onTab]);
  useEffect(() => {
    if (desk === undefined || go()) return undefined;
    const stop = desk.live.view.subscribe(() => go() && stop());
    return stop;
  }, [desk, go]);
}
