// The conversations of the rail, newest first, grouped by time; only the rows in view exist.
import type { ConversationSummary } from "@nomous/client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { Link, useLocation } from "wouter";
import { conversationAddress } from "../address.ts";
import { useClient, useRuntime } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { Glyph } from "../ui/glyph.tsx";
import { moveFocus } from "../ui/menu.tsx";
import { Empty, Loading } from "../ui/status.tsx";
import { plural } from "../words/numbers.ts";
import { groupByTime, type RailFilter, type RailRow } from "./group-by-time.ts";

const ROW_PX = 28;

export function ConversationList({ filter }: { filter: RailFilter }) {
  const { list, status } = useReadable(useClient().conversations);
  const { clock } = useRuntime();
  const rows = useMemo(() => groupByTime(list, clock.now(), filter), [list, clock, filter]);
  if (rows.length === 0)
    return (
      <div className="rail-note">
        {status === "loading" ? <Loading>Reading conversations</Loading> : <Empty>{emptyText(filter)}</Empty>}
      </div>
    );
  return <Rows rows={rows} />;
}

function Rows({ rows }: { rows: readonly RailRow[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  // The virtualizer changes in place; nothing here is memoised over it.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
    initialRect: { width: 248, height: 800 },
  });
  return (
    <div className="rail-list" ref={scroller}>
      {/* Arrows move between the links inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul style={{ height: virtual.getTotalSize() }} onKeyDown={moveFocus} aria-label="Conversations, newest first">
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.kind === "group" ? <h3>{row.name}</h3> : <ConversationLink summary={row.summary} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function ConversationLink({ summary }: { summary: ConversationSummary }) {
  const [address] = useLocation();
  const href = conversationAddress(summary.id);
  return (
    <Link className="it" href={href} aria-current={address === href ? "page" : undefined} title={summary.title}>
      <span className="cut">{summary.title}</span>
      {summary.branches > 1 && (
        <span className="meta st">
          <Glyph name="branch" />
          {summary.branches}
          <span className="heard">{plural(summary.branches, "branch", "branches").replace(/^\S+ /, " ")}</span>
        </span>
      )}
    </Link>
  );
}

function emptyText({ text, isDeleted }: RailFilter): string {
  if (text !== "") return `No title with “${text}”. Search or run looks into the text too.`;
  return isDeleted ? "Nothing deleted in the last 30 days." : "None yet. A question begins one.";
}
