// A task otherwise: its estimates, what comes before it, who does it, or without it. What is typed is understood as on the command line.
import { formatDays, parsePlanChange, type PlanChange, type PlannedTask } from "@nomous/workbench/plans";
import { useId, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { withChange, withoutChange, withoutTask } from "./what-if.ts";

interface WhatIfFormProps {
  /** As it is written. */
  task: PlannedTask;
  /** With what is tried. */
  shown: PlannedTask;
  changes: readonly PlanChange[];
  onChanges: (changes: readonly PlanChange[]) => void;
}

interface Fields {
  readonly min: string;
  readonly likely: string;
  readonly max: string;
  readonly after: string;
  readonly who: string;
}

const fieldsOf = ({ estimate, after, who }: PlannedTask): Fields => ({
  min: estimate === null ? "" : formatDays(estimate.min),
  likely: estimate === null ? "" : formatDays(estimate.likely),
  max: estimate === null ? "" : formatDays(estimate.max),
  after: after.join(", "),
  who: who ?? "",
});

interface Trial {
  readonly fields: Fields;
  /** Why what was typed is no change. */
  readonly problem: string | undefined;
  /** `words` as on the command line. */
  readonly put: (part: Partial<Fields>, kind: PlanChange["kind"], words: (fields: Fields) => string) => void;
  readonly reset: () => void;
}

function useTrial({ task, shown, changes, onChanges }: WhatIfFormProps): Trial {
  const [fields, setFields] = useState(() => fieldsOf(shown));
  const [problem, setProblem] = useState<string>();
  const put = (part: Partial<Fields>, kind: PlanChange["kind"], words: (fields: Fields) => string): void => {
    const next = { ...fields, ...part };
    setFields(next);
    const change = parsePlanChange(words(next));
    if ("problems" in change) {
      setProblem(change.problems.join(" "));
      return onChanges(withoutChange(changes, task.id, kind));
    }
    setProblem(undefined);
    return onChanges(withChange(changes, { ...change, task: task.id }, task));
  };
  const reset = (): void => {
    setFields(fieldsOf(task));
    setProblem(undefined);
    onChanges(withoutTask(changes, task.id));
  };
  return { fields, problem, put, reset };
}

export function WhatIfForm(props: WhatIfFormProps) {
  const { task, changes, onChanges } = props;
  const { fields, problem, put, reset } = useTrial(props);
  const own = changes.filter((change) => change.task === task.id);
  const estimate = (part: Partial<Fields>): void =>
    put(
      part,
      "estimate",
      ({ min, likely, max }) => `${task.id}=${[min, likely, max].filter((one) => one.trim() !== "").join("/")}`,
    );
  return (
    <form className="what-if-form" aria-label={`Try ${task.id} otherwise`} onSubmit={(event) => event.preventDefault()}>
      <Field label="Least" value={fields.min} onChange={(min) => estimate({ min })} />
      <Field label="Likely" value={fields.likely} onChange={(likely) => estimate({ likely })} />
      <Field label="Most" value={fields.max} onChange={(max) => estimate({ max })} />
      <Field
        label="After"
        value={fields.after}
        onChange={(after) => put({ after }, "after", ({ after }) => `${task.id} after ${orNothing(after)}`)}
      />
      <Field
        label="Who"
        value={fields.who}
        onChange={(who) => put({ who }, "who", ({ who }) => `${task.id} by ${orNothing(who)}`)}
      />
      <div className="what-if-acts">
        <DropButton
          task={task}
          changes={own}
          onChanges={(next) => onChanges([...withoutTask(changes, task.id), ...next])}
        />
        {(own.length > 0 || problem !== undefined) && (
          <Button look="quiet" className="small" onClick={reset}>
            As written
          </Button>
        )}
      </div>
      {problem !== undefined && (
        <p role="alert" className="c-error">
          {problem}
        </p>
      )}
    </form>
  );
}

interface DropButtonProps {
  task: PlannedTask;
  /** Those of this task. */
  changes: readonly PlanChange[];
  onChanges: (changes: readonly PlanChange[]) => void;
}

function DropButton({ task, changes, onChanges }: DropButtonProps) {
  const isDropped = changes.some(({ kind }) => kind === "drop");
  const drop: PlanChange = { kind: "drop", task: task.id };
  return (
    <Button
      className="small"
      aria-pressed={isDropped}
      disabled={task.standing === "dropped"}
      onClick={() => onChanges(isDropped ? withoutChange(changes, task.id, "drop") : withChange(changes, drop, task))}
    >
      {isDropped ? "Keep the task" : "Without it"}
    </Button>
  );
}

const orNothing = (text: string): string => (text.trim() === "" ? "-" : text);

function Field({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div className="what-if-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="field" value={value} onChange={({ target }) => onChange(target.value)} />
    </div>
  );
}
