// The documents as dense rows; only those in view exist. Arrows move between them, Enter opens, the menu of a row has the rest.
import type { DocumentOverview } from "@nomous/client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { Failed } from "../ui/status.tsx";
import { DocumentRow } from "./document-row.tsx";
import { type Sort, SORTS } from "./library-rows.ts";
import { useStateChange } from "./state-change.tsx";
import { useOpenDocument } from "./use-open-document.ts";
import { useUnsaved } from "./use-unsaved.ts";

const ROW_PX = 44;

interface DocumentTableProps {
  rows: readonly DocumentOverview[];
  sort: Sort;
  onSort: (sort: Sort) => void;
}

export function DocumentTable({ rows, sort, onSort }: DocumentTableProps) {
  const { list, virtual, offset } = useRows(rows);
  const opener = useOpenDocument();
  const states = useStateChange();
  const unsaved = useUnsaved();
  return (
    <section className="documents" aria-label="Documents">
      <Head sort={sort} onSort={onSort} />
      {opener.error !== undefined && <Failed>{opener.error}</Failed>}
      {/* Arrows move between the rows. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul ref={list} style={{ height: virtual.getTotalSize() }} onKeyDown={moveRow}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const document = rows[index];
          if (document === undefined) return null;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              style={{ transform: `translateY(${start - offset}px)` }}
            >
              <DocumentRow
                document={document}
                opener={opener}
                states={states}
                unsaved={document.document === undefined ? 0 : (unsaved.get(document.document) ?? 0)}
              />
            </li>
          );
        })}
      </ul>
      {states.refusal}
    </section>
  );
}

/** What scrolls is around the table, and holds more than it. */
function useRows(rows: readonly DocumentOverview[]) {
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  // What stands above the rows may come and go by a line or two: the rows beyond the edges make up for that.
  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0), []);
  // The virtualizer changes in place; nothing here is memoised over it.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current?.closest<HTMLElement>(".scroll") ?? null,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.path ?? index,
    overscan: 12,
    scrollMargin: offset,
    initialRect: { width: 1_000, height: 800 },
  });
  return { list, virtual, offset };
}

const COLUMNS: Readonly<Record<Sort, string>> = { title: "Document", type: "Type", changed: "Approval, change" };

/** Its names sort; where a row has no columns they stand in one line. */
function Head({ sort, onSort }: Pick<DocumentTableProps, "sort" | "onSort">) {
  const button = (name: Sort) => (
    <button type="button" aria-pressed={name === sort} onClick={() => onSort(name)}>
      {COLUMNS[name]}
      {name === sort && <span className="heard">, sorted by it</span>}
    </button>
  );
  const [title, type, changed] = SORTS;
  return (
    <div className="documents-head">
      <span className="narrow-only">Sort by</span>
      {button(title)}
      {button(type)}
      <span aria-hidden="true">State</span>
      <span aria-hidden="true">Written</span>
      <span aria-hidden="true">Problems</span>
      {button(changed)}
      <span aria-hidden="true">Next</span>
    </div>
  );
}

/** Up and Down go to the neighbouring row. */
function moveRow(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const row = (event.target as Element).closest("li");
  // In an open menu the arrows are the menu's.
  if (step === 0 || row === null || (event.target as Element).closest("[popover]") !== null) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(":scope > li")];
  const next = rows.find(({ dataset }) => Number(dataset["index"]) === Number(row.dataset["index"]) + step);
  if (next === undefined) return;
  event.preventDefault();
  next.querySelector<HTMLElement>("[data-open]")?.focus();
}
