// The thread: only the turns in view exist. It follows the end while a person is there, and otherwise nothing moves; the
// place is kept for a reload.
import type { ConversationId, EngineTurn as EngineTurnData, TurnId } from "@nomous/client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type UIEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { recall, remember } from "../../browser-storage.ts";
import { Button } from "../../ui/button.tsx";
import { BranchSwitcher } from "../branch/branch-switcher.tsx";
import { EngineTurn } from "../answer/engine-turn.tsx";
import { PersonTurn } from "./person-turn.tsx";
import { RefusedPrompt } from "./refused-prompt.tsx";
import type { ThreadRow } from "./thread-rows.ts";
import type { ScrollTarget } from "../use-reading.ts";

/** Above a turn that is scrolled to. */
const TOP_PX = 12;
/** So near to the end counts as being there. */
const END_PX = 48;
/** Frames after which the rows in view are measured. */
const MEASURED_FRAMES = 12;
/** From the first token to the last in less than this is at once. */
const WHOLE_MS = 400;

interface ThreadProps {
  id: ConversationId;
  rows: readonly ThreadRow[];
  target: ScrollTarget | undefined;
}

export function Thread({ id, rows, target }: ThreadProps) {
  const scroller = useRef<HTMLElement>(null);
  const [, setAtEnd] = useState(true);
  // The virtualizer changes in place; nothing here is memoised over it.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer<HTMLElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ESTIMATES[rows[index]?.kind ?? "engine"],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 4,
    paddingStart: 16,
    scrollPaddingStart: TOP_PX,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: END_PX,
  });
  useScrollPlace(id, rows, target, virtual);
  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>): void => {
    // Renders again when that changes; the list itself renders again when it grows.
    setAtEnd(isNearEnd(currentTarget));
    keepPlace(id, rows, virtual, currentTarget);
  };
  return (
    <div className="thread-box">
      {/* What scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="thread" ref={scroller} onScroll={onScroll} tabIndex={0} aria-label="Conversation">
        <div className="rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => {
            const row = rows[index];
            return (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                style={{ transform: `translateY(${start}px)` }}
              >
                {row !== undefined && <Row row={row} />}
              </div>
            );
          })}
        </div>
      </section>
      {!virtual.isAtEnd(END_PX) && (
        <Button className="to-end" glyph="down" onClick={() => virtual.scrollToEnd()}>
          To the end
        </Button>
      )}
    </div>
  );
}

const ESTIMATES = { fork: 40, person: 70, engine: 260, refused: 120 } as const satisfies Record<
  ThreadRow["kind"],
  number
>;

function Row({ row }: { row: ThreadRow }) {
  switch (row.kind) {
    case "fork":
      return <BranchSwitcher turn={row.turn} />;
    case "person":
      return <PersonTurn turn={row.turn} place={row.place} />;
    case "engine":
      return <EngineTurn turn={row.turn} prompt={row.prompt} />;
    case "refused":
      break;
  }
  return <RefusedPrompt refusal={row.refusal} />;
}

type Virtual = ReturnType<typeof useVirtualizer<HTMLElement, HTMLDivElement>>;

/** Asked of the element: the virtualizer hears of a scroll only after us. */
const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight <= END_PX;

/** The row at the top edge and how far it is scrolled past it, or nothing at the end. */
function keepPlace(id: ConversationId, rows: readonly ThreadRow[], virtual: Virtual, scroller: HTMLElement): void {
  const offset = scroller.scrollTop;
  const top = virtual.getVirtualItemForOffset(offset);
  const row = top === undefined ? undefined : rows[top.index];
  const place =
    isNearEnd(scroller) || row === undefined || top === undefined ? "" : `${Math.round(offset - top.start)} ${row.key}`;
  remember(sessionStorage, `place.${id}`, place);
}

function useScrollPlace(
  id: ConversationId,
  rows: readonly ThreadRow[],
  target: ScrollTarget | undefined,
  virtual: Virtual,
): void {
  const isEmpty = rows.length === 0;
  const placed = useRef<ConversationId>(undefined);
  useEffect(() => {
    if (isEmpty || placed.current === id) return;
    placed.current = id;
    const [past = "", ...key] = (recall(sessionStorage, `place.${id}`) ?? "").split(" ");
    const index = rows.findIndex((row) => row.key === key.join(" "));
    if (index < 0) virtual.scrollToEnd();
    else holdPlace(virtual, index, Number(past));
  }, [id, isEmpty, rows, virtual]);
  const scrollTo = useEffectEvent((turn: TurnId): void => {
    const index = rows.findIndex((row) => row.key === turn);
    if (index >= 0) virtual.scrollToIndex(index, { align: "start" });
  });
  useEffect(() => {
    if (target?.isSent === true) virtual.scrollToEnd();
    else if (target !== undefined) scrollTo(target.turn);
  }, [target, virtual]);
  const isWhole =
    target?.isSent === true && rows.some((row) => row.kind === "engine" && cameWhole(row.turn, target.turn));
  const readFromStart = useEffectEvent((turn: TurnId): (() => void) | undefined => {
    const index = rows.findIndex((row) => row.key === turn);
    return index < 0 ? undefined : holdPlace(virtual, index, -TOP_PX);
  });
  useEffect(() => (isWhole && target !== undefined ? readFromStart(target.turn) : undefined), [isWhole, target]);
}

/**
 * Scrolls again while rows are being measured: until then heights are guesses, and the list holds on to its end. Stops
 * when the returned function is called: a page in the background gets its frames late.
 */
function holdPlace(virtual: Virtual, index: number, past: number): () => void {
  let left = MEASURED_FRAMES;
  let frame = 0;
  const scroll = (): void => {
    virtual.scrollToOffset((virtual.measurementsCache[index]?.start ?? 0) + past);
    left -= 1;
    if (left > 0) frame = requestAnimationFrame(scroll);
  };
  scroll();
  return () => cancelAnimationFrame(frame);
}

/** An answer that came at once is read from its beginning: nobody saw it grow. */
function cameWhole({ parent, outcome }: EngineTurnData, prompt: TurnId): boolean {
  if (parent !== prompt || outcome === undefined) return false;
  return outcome.totalMs - (outcome.firstMs ?? outcome.totalMs) < WHOLE_MS;
}
