import type { ReactNode } from "react";
import { usePaced } from "../hooks/use-paced.ts";
import { plural } from "../words/numbers.ts";
import type { DocumentDesk } from "./desk.ts";

export type Tab = "edit" | "preview" | "plan" | "problems" | "outline";

const COUNT_MS = 250;

/** What of the page is shown. */
export interface Layout {
  readonly isWide: boolean;
  readonly isPhone: boolean;
  readonly tab: Tab;
  /** What stands in the column of the editor. */
  readonly shown: Tab;
  readonly hasPreview: boolean;
  readonly setTab: (tab: Tab) => void;
  readonly showText: () => void;
  /** Somebody asked for an approval, and something stands in the way. */
  readonly showRefusal: () => void;
}

interface DocumentTabsProps {
  desk: DocumentDesk | undefined;
  layout: Layout;
  isPlan: boolean;
}

/** Where there is room the text has its preview, its outline and its problems beside it: then only a plan has another form. */
export function DocumentTabs({ desk, layout: { tab, isPhone, isWide, setTab: onTab }, isPlan }: DocumentTabsProps) {
  return (
    <div className="document-tabs" role="tablist" aria-label="Parts of the page">
      <TabButton name="edit" tab={tab} onTab={onTab}>
        Edit
      </TabButton>
      {!isWide && (
        <TabButton name="preview" tab={tab} onTab={onTab}>
          Preview
        </TabButton>
      )}
      {isPlan && (
        <TabButton name="plan" tab={tab} onTab={onTab}>
          Plan
        </TabButton>
      )}
      {isPhone && (
        <TabButton name="problems" tab={tab} onTab={onTab}>
          {desk === undefined ? "Problems" : <ProblemCount desk={desk} />}
        </TabButton>
      )}
      {!isWide && (
        <TabButton name="outline" tab={tab} onTab={onTab}>
          Outline
        </TabButton>
      )}
    </div>
  );
}

function ProblemCount({ desk }: { desk: DocumentDesk }) {
  const count = usePaced(desk.rendered, COUNT_MS)?.checked.findings.length;
  return count === undefined ? "Problems" : plural(count, "problem");
}

interface TabButtonProps {
  name: Tab;
  tab: Tab;
  onTab: (tab: Tab) => void;
  children: ReactNode;
}

function TabButton({ name, tab, onTab, children }: TabButtonProps) {
  return (
    <button type="button" role="tab" aria-selected={name === tab} onClick={() => onTab(name)}>
      {children}
    </button>
  );
}
