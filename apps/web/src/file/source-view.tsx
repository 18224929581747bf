import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useEffect, useEffectEvent, useRef } from "react";
import type { Lines } from "../address.ts";
import type { FileLines, FileView } from "./file-lines.ts";

const LINE_PX = 20;

interface SourceViewProps {
  file: FileLines;
  view: FileView;
  total: number;
  cited: Lines | undefined;
}

/** The lines with their numbers; only those in view exist, and the cited ones are marked and scrolled to. */
export function SourceView({ file, view, total, cited }: SourceViewProps) {
  const scroller = useRef<HTMLElement>(null);
  // The virtualizer changes in place; nothing here is memoised over it.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
    paddingStart: 8,
    paddingEnd: 8,
  });
  const items = virtual.getVirtualItems();
  const from = (items[0]?.index ?? 0) + 1;
  const to = (items.at(-1)?.index ?? 0) + 1;
  const hasFailed = view.error !== undefined;
  useEffect(() => {
    if (!hasFailed) file.want(from, to);
  }, [file, from, to, hasFailed]);
  const showCited = useEffectEvent((): void => {
    if (cited !== undefined) virtual.scrollToIndex(Math.min(cited[0], total) - 1, { align: "center" });
  });
  useEffect(() => showCited(), []);
  const digits = { "--digits": String(total).length } as CSSProperties;
  return (
    // What scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="source" ref={scroller} tabIndex={0} aria-label="Lines" style={digits}>
      <div className="lines" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const line = index + 1;
          const isCited = cited !== undefined && line >= cited[0] && line <= cited[1];
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={isCited ? "line cited" : "line"}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span className="n">{line}</span>
              <span className="text">{view.lines.get(line) ?? ""}</span>
              {isCited && <span className="heard"> (cited)</span>}
            </div>
          );
        })}
      </div>
    </section>
  );
}
