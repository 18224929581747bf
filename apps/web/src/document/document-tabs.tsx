import type { ReactNode } from "react";
import { usePaced } from "../hooks/use-paced.ts";
import { plural } from "../words/numbers.ts";
import type { DocumentDesk } from "./desk.ts";

export type Tab = "edit" | "preview" | "problems" | "outline";

const COUNT_MS = 250;

interface DocumentTabsProps {
  desk: DocumentDesk | undefined;
  tab: Tab;
  isPhone: boolean;
  onTab: (tab: Tab) => void;
}

export function DocumentTabs({ desk, tab, isPhone, onTab }: DocumentTabsProps) {
  return (
    <div className="document-tabs" role="tablist" aria-label="Parts of the page">
      <TabButton name="edit" tab={tab} onTab={onTab}>
        Edit
      </TabButton>
      <TabButton name="preview" tab={tab} onTab={onTab}>
        Preview
      </TabButton>
      {isPhone && (
        <TabButton name="problems" tab={tab} onTab={onTab}>
          {desk === undefined ? "Problems" : <ProblemCount desk={desk} />}
        </TabButton>
      )}
      <TabButton name="outline" tab={tab} onTab={onTab}>
        Outline
      </TabButton>
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
