// One task on the time axis: its likely time as a bar, how late it may be as a line behind it, the least and the most below it.
import type { PlannedTask, ScheduledTask } from "@nomous/workbench/plans";
import { isPast, type PlanAxis, type TaskRow } from "./plan-rows.ts";

const HEIGHT = 28;
const MIDDLE = 13;
const BAR = 8;
/** Where the least and the most are told. */
const RANGE = 22;

export function PlanBar({ row: { task, scheduled, before }, axis }: { row: TaskRow; axis: PlanAxis }) {
  const at = (hours: number): string => `${((100 * hours) / axis.end).toFixed(3)}%`;
  return (
    <svg className="plan-bar" width="100%" height={HEIGHT} aria-hidden="true">
      {axis.ticks.map(({ hours }) => (
        <line key={hours} className="tick" x1={at(hours)} x2={at(hours)} y1={0} y2={HEIGHT} />
      ))}
      {axis.moments.map(({ hours }, n) => (
        <line key={n} className="moment" x1={at(hours)} x2={at(hours)} y1={0} y2={HEIGHT} />
      ))}
      {before?.scheduled !== undefined && hasMoved(before.scheduled, scheduled) && (
        <Bar className="was" at={at} from={before.scheduled.start} to={before.scheduled.finish} />
      )}
      {scheduled !== undefined && task.standing !== "dropped" && <Time task={task} scheduled={scheduled} at={at} />}
    </svg>
  );
}

const hasMoved = (before: ScheduledTask, now: ScheduledTask | undefined): boolean =>
  before.start !== now?.start || before.finish !== now.finish;

interface TimeProps {
  task: PlannedTask;
  scheduled: ScheduledTask;
  at: (hours: number) => string;
}

function Time({ task, scheduled, at }: TimeProps) {
  const { start, finish, slack, isCritical } = scheduled;
  const { estimate, standing } = task;
  const look = ["bar", isCritical ? "critical" : "", standing].filter(Boolean).join(" ");
  return (
    <>
      {slack > 0 && (
        <>
          <line className="late" x1={at(finish)} x2={at(finish + slack)} y1={MIDDLE} y2={MIDDLE} />
          <line className="late" x1={at(finish + slack)} x2={at(finish + slack)} y1={MIDDLE - 3} y2={MIDDLE + 3} />
        </>
      )}
      {task.isMilestone ? (
        <Milestone className={look} x={at(start)} />
      ) : (
        <Bar className={look} at={at} from={start} to={finish} />
      )}
      {estimate !== null && estimate.min < estimate.max && !isPast(task) && (
        <>
          <line className="range" x1={at(start + estimate.min)} x2={at(start + estimate.max)} y1={RANGE} y2={RANGE} />
          {[estimate.min, estimate.max].map((hours) => (
            <line
              key={hours}
              className="range"
              x1={at(start + hours)}
              x2={at(start + hours)}
              y1={RANGE - 2}
              y2={RANGE + 2}
            />
          ))}
        </>
      )}
    </>
  );
}

/** What takes no time still has its place. */
const LEAST = 2;

function Bar({
  className,
  at,
  from,
  to,
}: {
  className: string;
  at: (hours: number) => string;
  from: number;
  to: number;
}) {
  const width = to > from ? at(to - from) : LEAST;
  return <rect className={className} x={at(from)} width={width} y={MIDDLE - BAR / 2} height={BAR} />;
}

/** A square on its corner; `svg` inside, so that its place can be a share of the axis. */
const Milestone = ({ className, x }: { className: string; x: string }) => (
  <svg x={x} y={MIDDLE - 6} width="1" height="12" overflow="visible">
    <path className={className} d="M0 0 6 6 0 12-6 6z" />
  </svg>
);
