import { formatDays, type PlannedTask } from "@nomous/workbench/plans";
import type { Ref } from "react";
import { useRuntime } from "../../hooks/use-client.ts";
import { MarkStatus } from "../../library/mark-status.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { Cell, Row } from "./plan-cells.tsx";
import { PlanBar } from "./plan-bar.tsx";
import type { PlanAxis, PlanRow, TaskRow } from "./plan-rows.ts";
import { spanText, standingMark } from "./plan-words.ts";

interface PlanTableRowProps {
  ref: Ref<HTMLDivElement>;
  row: PlanRow;
  index: number;
  axis: PlanAxis;
  /** When the plan begins. */
  start: string | null;
  hasPeople: boolean;
  isVerified: boolean;
  isChosen: boolean;
  /** The one that Tab comes to. */
  isReached: boolean;
  /** From the top of the rows, in pixels. */
  top: number;
  onChoose: (id: string) => void;
  onGo: (line: number) => void;
}

export function PlanTableRow(props: PlanTableRowProps) {
  const { ref, row, index, top } = props;
  const place = { transform: `translateY(${top}px)` };
  if (row.kind === "phase")
    return (
      <Row ref={ref} className="plan-phase" data-index={index} aria-rowindex={index + 2} style={place}>
        <Cell className="name">{row.name === "" ? "Tasks" : row.name}</Cell>
      </Row>
    );
  const { task } = row;
  return (
    // The keys of the rows are the table's.
    <Row
      ref={ref}
      className="plan-row"
      data-index={index}
      data-task={task.id}
      data-standing={task.standing}
      aria-rowindex={index + 2}
      aria-selected={props.isChosen}
      tabIndex={props.isReached ? 0 : -1}
      style={place}
      onFocus={() => props.onChoose(task.id)}
      onClick={() => props.onChoose(task.id)}
      onDoubleClick={() => props.onGo(task.line)}
    >
      <Cells {...props} row={row} />
    </Row>
  );
}

function Cells({ row, axis, start, hasPeople, isVerified }: PlanTableRowProps & { row: TaskRow }) {
  const { clock } = useRuntime();
  const { task, scheduled, before } = row;
  const was = before?.task;
  return (
    <>
      <Cell className="id">
        <span className="mono">{task.id}</span>
        {scheduled?.isCritical === true && (
          <>
            <Glyph name="critical" />
            <span className="heard">, on the critical path</span>
          </>
        )}
      </Cell>
      <Cell className="title cut" title={task.title}>
        {task.title}
      </Cell>
      <Cell className="after cut">
        <Changed now={afterText(task)} was={was && afterText(was)} />
      </Cell>
      <Cell className="estimate">
        <Changed now={estimateText(task)} was={was && estimateText(was)} />
      </Cell>
      <Cell className="time">
        <PlanBar row={row} axis={axis} />
      </Cell>
      <Cell className="span">
        {scheduled !== undefined && spanText(scheduled.start, scheduled.finish, start, clock.now())}
      </Cell>
      <Cell className="slack">
        {scheduled !== undefined && scheduled.slack > 0 && (
          <>
            {formatDays(scheduled.slack)}
            <span className="narrow-only"> slack</span>
          </>
        )}
      </Cell>
      {hasPeople && (
        <Cell className="who cut">
          <Changed now={task.who ?? ""} was={was && (was.who ?? "")} />
        </Cell>
      )}
      <Cell className="standing">
        <MarkStatus mark={standingMark(task.standing, isVerified)} />
      </Cell>
    </>
  );
}

/** What a person tries is told apart from what is written. */
function Changed({ now, was }: { now: string; was: string | undefined }) {
  if (was === undefined || was === now) return now;
  return (
    <ins title={`Now ${was === "" ? "nothing" : was}`}>
      {now === "" ? "none" : now}
      <span className="heard">, now {was === "" ? "nothing" : was}</span>
    </ins>
  );
}

const afterText = ({ after }: PlannedTask): string => after.join(", ");

/** "1 / 2 / 4 d": the unit stands once where it is the same. */
function estimateText({ estimate, isMilestone }: PlannedTask): string {
  if (isMilestone) return "milestone";
  if (estimate === null) return "no estimate";
  const told = [estimate.min, estimate.likely, estimate.max].map(formatDays);
  if (new Set(told).size === 1) return told[0] ?? "";
  const isSameUnit = told.every((text) => text.endsWith(" d"));
  return (isSameUnit ? told.map((text, n) => (n === 2 ? text : text.replace(/ d$/, ""))) : told).join(" · ");
}
