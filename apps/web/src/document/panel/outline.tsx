// The headings with the worst of what was found below each; the one that holds the cursor is marked.
import type { Severity } from "@nomous/workbench";
import { memo, useCallback } from "react";
import { usePaced } from "../../hooks/use-paced.ts";
import { moveFocus } from "../../ui/menu.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { Empty } from "../../ui/status.tsx";
import type { OutlineEntry } from "../check/check-message.ts";
import type { DocumentDesk } from "../desk.ts";

const OUTLINE_MS = 250;

export function Outline({ desk, onGo }: { desk: DocumentDesk; onGo?: () => void }) {
  const outline = usePaced(desk.rendered, OUTLINE_MS)?.checked.outline ?? [];
  const { head } = usePaced(desk.editor.cursor, OUTLINE_MS);
  const rows = rowsOf(outline);
  const go = useCallback(
    (n: number): void => {
      const entry = desk.rendered.current()?.checked.outline[n];
      if (entry !== undefined) desk.editor.goTo(entry.from);
      onGo?.();
    },
    [desk, onGo],
  );
  const here = outline.findLast(({ from }) => from <= head);
  return (
    <nav className="outline" aria-label="Outline">
      <h2>Outline</h2>
      {rows.length === 0 && <Empty>No headings. A line that begins with # is one.</Empty>}
      {/* Arrows move between the lines. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={moveFocus}>
        {rows.map(({ entry, number, title, depth }, n) => (
          <OutlineLine
            // Where a heading stands changes with every key; its place among the others does not.
            key={n}
            number={number}
            title={title}
            depth={depth}
            worst={entry.worst}
            isHere={entry === here}
            n={n + outline.length - rows.length}
            go={go}
          />
        ))}
      </div>
    </nav>
  );
}

interface OutlineLineProps extends Pick<OutlineRow, "number" | "title" | "depth"> {
  worst: Severity | null;
  isHere: boolean;
  /** Its place in the outline. */
  n: number;
  go: (n: number) => void;
}

const OutlineLine = memo(function OutlineLine({ number, title, depth, worst, isHere, n, go }: OutlineLineProps) {
  return (
    <button type="button" data-depth={depth} aria-current={isHere ? "location" : undefined} onClick={() => go(n)}>
      <span className="n">{number}</span>
      <span className="cut">{title}</span>
      {worst !== null && (
        <>
          <Glyph name={worst} tone={worst} />
          <span className="heard">, has a {worst}</span>
        </>
      )}
    </button>
  );
});

interface OutlineRow {
  readonly entry: OutlineEntry;
  /** As the heading has it: "3.1". */
  readonly number: string;
  readonly title: string;
  /** From 0. */
  readonly depth: number;
}

/** The headings below the title; a title alone is told too. */
export function rowsOf(outline: readonly OutlineEntry[]): OutlineRow[] {
  const [first, ...rest] = outline;
  const below = first?.level === 1 && rest.length > 0 && rest.every(({ level }) => level > 1) ? rest : outline;
  const top = below.reduce((least, { level }) => Math.min(least, level), 6);
  return below.map((entry) => {
    const [, number = "", title = entry.title] = /^(\d+(?:\.\d+)*)[.)]?\s+(.*)$/.exec(entry.title) ?? [];
    return { entry, number, title, depth: Math.min(entry.level - top, 3) };
  });
}
