// What can be begun now, how far estimates were off so far, and what the plan leaves open.
import { formatDays } from "@nomous/workbench/plans";
import { memo } from "react";
import { useRuntime } from "../../hooks/use-client.ts";
import { moveFocus } from "../../ui/menu.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { Empty } from "../../ui/status.tsx";
import { countText, plural } from "../../words/numbers.ts";
import type { PlanAnswer } from "../check/plan-outlook.ts";
import { endText } from "./plan-words.ts";

interface ReadyPanelProps {
  answer: PlanAnswer;
  onChoose: (id: string) => void;
}

/** Nobody chooses among more. */
const MOST_READY = 50;

export const ReadyPanel = memo(function ReadyPanel({ answer: { next, experience, now }, onChoose }: ReadyPanelProps) {
  const { ready, waiting } = next;
  return (
    <section className="ready" aria-label="Can start now" data-region="" tabIndex={-1}>
      <header>
        <b>Can start now</b>
        <span className="muted cut">
          {ready.length > 0 && plural(ready.length, "task")}
          {waiting.length > 0 && `${ready.length > 0 ? ", " : ""}${plural(waiting.length, "waits", "wait")} for others`}
        </span>
      </header>
      {ready.length === 0 && <Empty>{emptyText(now.plan.tasks.length, waiting.length)}</Empty>}
      {/* Arrows move between the lines; Enter chooses the task. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className="problem-list" onKeyDown={moveFocus}>
        {ready.slice(0, MOST_READY).map(({ task, slack, why }) => (
          <li key={task.id}>
            <button type="button" onClick={() => onChoose(task.id)}>
              <Glyph name={slack === 0 ? "critical" : "right"} />
              <span>
                <span className="mono">{task.id}</span> {task.title} <span className="muted">{why}</span>
              </span>
              <span className="muted">{slack === 0 ? "critical" : slack !== null && `${formatDays(slack)} slack`}</span>
            </button>
          </li>
        ))}
        {ready.length > MOST_READY && (
          <li className="more muted">{countText(ready.length - MOST_READY)} more, less urgent than these</li>
        )}
      </ul>
      {experience !== null && <Experience experience={experience} start={now.plan.start} />}
      {now.plan.notes.map((note) => (
        <p key={note} className="row">
          <Glyph name="note" tone="note" />
          <span>{note}</span>
        </p>
      ))}
    </section>
  );
});

interface ExperienceProps {
  experience: NonNullable<PlanAnswer["experience"]>;
  start: string | null;
}

/** What tasks took, against what was likely, and what follows for the rest. */
function Experience({ experience: { bias, simulation }, start }: ExperienceProps) {
  const { clock } = useRuntime();
  const { count, medianRatio, interval } = bias;
  return (
    <p className="muted">
      {plural(count, "task")} took {ratioText(medianRatio)} the likely time
      {interval !== null && ` [${ratioText(interval.low)}, ${ratioText(interval.high)}]`}.
      {simulation !== null &&
        ` If the rest goes so: P50 ${endText(simulation.p50, start, clock.now())}, P80 ${endText(simulation.p80, start, clock.now())}.`}
    </p>
  );
}

const emptyText = (tasks: number, waiting: number): string =>
  tasks === 0
    ? "No tasks yet. A row of a table under the steps is one, with an id, an estimate and what comes before it."
    : waiting === 0
      ? "Nothing: every task is done."
      : "Nothing: every open task waits for another.";

const ratioText = (ratio: number): string => `${ratio.toFixed(2)} ×`;
