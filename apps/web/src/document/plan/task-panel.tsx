// The task that is chosen: what it is, how it stands, and fields to try it otherwise. Nothing that is typed here is written.
import type { TaskVerification } from "@nomous/client";
import { formatDays, type PlanChange, type PlannedTask, type ScheduledTask } from "@nomous/workbench/plans";
import { useRuntime } from "../../hooks/use-client.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Fact } from "../../ui/facts.tsx";
import "../../ui/facts.css";
import { Glyph } from "../../ui/glyph.tsx";
import { Status } from "../../ui/status.tsx";
import { Ticked } from "../../ui/ticked.tsx";
import { dayText } from "../../words/time.ts";
import type { PlanAnswer } from "../check/plan-outlook.ts";
import { spanText } from "./plan-words.ts";
import "./task-panel.css";
import { WhatIfForm } from "./what-if-form.tsx";

interface TaskPanelProps {
  answer: PlanAnswer;
  id: string;
  changes: readonly PlanChange[];
  verification: TaskVerification | undefined;
  onChanges: (changes: readonly PlanChange[]) => void;
  onGo: (line: number) => void;
  onVerify: (id: string) => void;
  /** Where the panel lies over the page. */
  onClose?: (() => void) | undefined;
}

export function TaskPanel(props: TaskPanelProps) {
  const { answer, id, changes, onChanges, onGo, onVerify, onClose } = props;
  const { now, tried } = answer;
  const task = now.plan.tasks.find((one) => one.id === id);
  const shown = (tried ?? now).plan.tasks.find((one) => one.id === id);
  if (task === undefined || shown === undefined) return null;
  return (
    <section className="task-panel" aria-label={`Task ${id}`} data-region="" tabIndex={-1}>
      <header>
        <b className="mono">{id}</b>
        <span className="cut">{task.title}</span>
        <span className="grow" />
        <Button look="quiet" className="small" keys="Enter" onClick={() => onGo(task.line)}>
          Line {task.line}
        </Button>
        <Button className="small" onClick={() => onVerify(id)}>
          Verify…
        </Button>
        {onClose !== undefined && <IconButton className="small" glyph="close" label="Close" onClick={onClose} />}
      </header>
      <div className="task-cols">
        <WhatIfForm task={task} shown={shown} changes={changes} onChanges={onChanges} />
        <TaskFacts {...props} task={shown} />
      </div>
    </section>
  );
}

function TaskFacts({ answer: { now, tried }, task, verification }: TaskPanelProps & { task: PlannedTask }) {
  const { schedule, simulation, plan } = tried ?? now;
  const scheduled = "cycle" in schedule ? undefined : schedule.tasks.find(({ id }) => id === task.id);
  const share = simulation?.criticality.get(task.id);
  return (
    <dl>
      {scheduled !== undefined && <TimeFact scheduled={scheduled} start={plan.start} />}
      {share !== undefined && <Fact name="Critical">in {Math.round(100 * share)} % of the simulated runs</Fact>}
      {task.actual !== null && <Fact name="Took">{formatDays(task.actual)}</Fact>}
      <Fact name="Verify">
        <CellText text={task.verify} />
      </Fact>
      <Fact name="Roll back">
        <CellText text={task.rollback} />
      </Fact>
      <Fact name="Seen">
        {verification === undefined ? "nobody has verified it" : <Seen verification={verification} />}
      </Fact>
    </dl>
  );
}

function TimeFact({ scheduled, start }: { scheduled: ScheduledTask; start: string | null }) {
  const { clock } = useRuntime();
  return (
    <Fact name="Time">
      <span>
        {spanText(scheduled.start, scheduled.finish, start, clock.now())}
        {scheduled.slack > 0 ? `, ${formatDays(scheduled.slack)} slack` : ", no slack"}
      </span>
    </Fact>
  );
}

const SEEN = {
  passed: { glyph: "check", tone: "ok", word: "passed" },
  failed: { glyph: "error", tone: "error", word: "failed" },
  outdated: { glyph: "stale", tone: "stale", word: "rewritten since" },
} as const satisfies Record<TaskVerification["standing"], unknown>;

function Seen({ verification: { standing, person, at, commit, words } }: { verification: TaskVerification }) {
  const { clock } = useRuntime();
  const { glyph, tone, word } = SEEN[standing];
  return (
    <span>
      <Status glyph={glyph} tone={tone}>
        {word}
      </Status>
      , {dayText(at.slice(0, 10), clock.now())} by {person}
      {commit !== null && (
        <>
          {" "}
          at <span className="mono">{commit.slice(0, 7)}</span>
        </>
      )}
      : <Ticked text={words} />
    </span>
  );
}

/** A cell of Markdown as its words. */
const CellText = ({ text }: { text: string }) => (
  <span>{text === "" ? "nothing says how" : <Ticked text={text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")} />}</span>
);

/** What stands in the place of the panel until a task is chosen. */
export const NoTask = () => (
  <section className="task-panel" aria-label="Task" data-region="" tabIndex={-1}>
    <header>
      <b>No task chosen</b>
    </header>
    <p className="muted row">
      <Glyph name="pencil" />
      Choose a task to see it, to verify it, and to try it with other estimates. Nothing is written before you suggest
      it.
    </p>
  </section>
);
