// The tasks of a plan as dense rows with their time; only those in view exist. Arrows move between them, Enter goes to the line in the text.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { PlanAnswer } from "../check/plan-outlook.ts";
import { HeadCell, Row, Rows } from "./plan-cells.tsx";
import { PlanTableRow } from "./plan-row.tsx";
import { type PlanAxis, planAxis, type PlanRow, planRows } from "./plan-rows.ts";

const ROW_PX = 28;

interface PlanTableProps {
  answer: PlanAnswer;
  /** Ids of tasks with a passed verification. */
  verified: ReadonlySet<string>;
  chosen: string | undefined;
  onChoose: (id: string) => void;
  /** Goes to a line of the text. */
  onGo: (line: number) => void;
}

export function PlanTable({ answer: { now, tried }, verified, chosen, onChoose, onGo }: PlanTableProps) {
  const rows = useMemo(() => planRows(now, tried), [now, tried]);
  const axis = useMemo(() => planAxis(now, tried), [now, tried]);
  const { list, virtual, offset } = useRows(rows);
  const { start } = (tried ?? now).plan;
  const hasPeople = (tried ?? now).plan.tasks.some(({ who }) => who !== null);
  const first = rows.find((row) => row.kind === "task");
  const reached = chosen ?? (first?.kind === "task" ? first.task.id : undefined);
  return (
    // Arrows move between the rows.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={list}
      className="plan-table"
      role="grid"
      aria-label="Tasks"
      aria-rowcount={rows.length + 1}
      data-people={hasPeople}
      onKeyDown={(event) => move(event, rows, onGo)}
    >
      <Head axis={axis} hasPeople={hasPeople} />
      <Rows className="plan-rows" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start: top }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <PlanTableRow
              key={key}
              ref={virtual.measureElement}
              row={row}
              index={index}
              axis={axis}
              start={start}
              hasPeople={hasPeople}
              isVerified={row.kind === "task" && verified.has(row.task.id)}
              isChosen={row.kind === "task" && row.task.id === chosen}
              isReached={row.kind === "task" && row.task.id === reached}
              top={top - offset}
              onChoose={onChoose}
              onGo={onGo}
            />
          );
        })}
      </Rows>
    </div>
  );
}

/** What scrolls is around the table, and may hold more than it. */
function useRows(rows: readonly PlanRow[]) {
  const list = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const body = list.current?.querySelector<HTMLElement>(".plan-rows");
    setOffset((body?.offsetTop ?? 0) + (list.current?.offsetTop ?? 0));
  }, []);
  // The virtualizer changes in place; nothing here is memoised over it.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current?.closest<HTMLElement>(".scroll") ?? null,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => keyOf(rows[index]) ?? index,
    overscan: 12,
    scrollMargin: offset,
    initialRect: { width: 1_000, height: 800 },
  });
  return { list, virtual, offset };
}

const keyOf = (row: PlanRow | undefined): string | undefined =>
  row === undefined ? undefined : row.kind === "phase" ? `phase ${row.name}` : `task ${row.task.id}`;

function Head({ axis, hasPeople }: { axis: PlanAxis; hasPeople: boolean }) {
  return (
    <Row aria-rowindex={1} className="plan-head">
      <HeadCell className="id">ID</HeadCell>
      <HeadCell className="title">Task</HeadCell>
      <HeadCell className="after">After</HeadCell>
      <HeadCell className="estimate">Estimate</HeadCell>
      <HeadCell className="time">
        <Axis axis={axis} />
        <span className="heard">Time</span>
      </HeadCell>
      <HeadCell className="span">Start to finish</HeadCell>
      <HeadCell className="slack">Slack</HeadCell>
      {hasPeople && <HeadCell className="who">Who</HeadCell>}
      <HeadCell className="standing">Stands</HeadCell>
    </Row>
  );
}

/** In percent: so near the end a name would stand over it. */
const NEAR_END = 96;
/** Behind it a name has more room before its line. */
const MIDDLE = 50;

function Axis({ axis: { end, ticks, moments } }: { axis: PlanAxis }) {
  const at = (hours: number): number => (100 * hours) / end;
  const place = (hours: number) => ({ insetInlineStart: `${at(hours)}%` });
  const sideOf = (hours: number): string => (hours === 0 ? "start" : at(hours) > NEAR_END ? "end" : "middle");
  return (
    <span aria-hidden="true" className="plan-axis">
      {ticks.map(({ hours, text }) => (
        <span key={hours} className="tick" data-side={sideOf(hours)} style={place(hours)}>
          {text}
        </span>
      ))}
      {moments.map(({ hours, words }, n) => (
        <span key={n} className="moment" data-side={at(hours) > MIDDLE ? "end" : "start"} style={place(hours)}>
          {words}
        </span>
      ))}
    </span>
  );
}

function move(event: KeyboardEvent<HTMLElement>, rows: readonly PlanRow[], onGo: (line: number) => void): void {
  const row = (event.target as Element).closest<HTMLElement>("[data-task]");
  if (row === null || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = rows.findIndex((one) => one.kind === "task" && one.task.id === row.dataset["task"]);
  const here = rows[at];
  if (event.key === "Enter" && here?.kind === "task") {
    event.preventDefault();
    return onGo(here.task.line);
  }
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  for (let next = at + step; next >= 0 && next < rows.length; next += step) {
    const to = rows[next];
    if (to?.kind !== "task") continue;
    event.currentTarget.querySelector<HTMLElement>(`[data-task="${CSS.escape(to.task.id)}"]`)?.focus();
    return;
  }
}
