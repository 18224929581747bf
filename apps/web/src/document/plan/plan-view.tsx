// A plan as what follows from it: when each task is done, how sure that is, what can start now, and what would change if a task were another.
// It follows the text as it is typed and writes nothing into it.
import type { TaskVerification } from "@nomous/client";
import type { Cycle, PlanChange } from "@nomous/workbench/plans";
import { useMemo, useState } from "react";
import { PHONE, useMedia } from "../../hooks/use-media.ts";
import { usePaced } from "../../hooks/use-paced.ts";
import { Segments } from "../../ui/segments.tsx";
import { Empty, Failed, Loading } from "../../ui/status.tsx";
import type { PlanAnswer } from "../check/plan-outlook.ts";
import type { DocumentDesk } from "../desk.ts";
import { usePart } from "../use-part.ts";
import { PlanFacts } from "./plan-facts.tsx";
import { PlanTable } from "./plan-table.tsx";
import "./plan.css";
import { ReadyPanel } from "./ready-panel.tsx";
import { NoTask, TaskPanel } from "./task-panel.tsx";
import { usePlan } from "./use-plan.ts";
import { type Suggesting, useSuggest } from "./use-suggest.ts";
import { VerifyDialog } from "./verify-dialog.tsx";
import { WhatIfBar } from "./what-if-bar.tsx";

type Verifications = readonly TaskVerification[];

export interface PlanViewProps {
  desk: DocumentDesk;
  /** What a person tries; kept by the page, so that looking into the text loses nothing. */
  changes: readonly PlanChange[];
  onChanges: (changes: readonly PlanChange[]) => void;
  verifications: Verifications | undefined;
  /** Goes to the text. */
  onEdit: () => void;
}

const FAILED_MS = 1_000;

export function PlanView({ desk, changes, onChanges, verifications, onEdit }: PlanViewProps) {
  const [remaining, setRemaining] = useState(false);
  const answer = usePlan(desk, changes, remaining);
  const { hasFailed } = usePaced(desk.check.view, FAILED_MS);
  if (hasFailed) return <Failed>The schedule cannot be computed: its worker did not start. Reload the page.</Failed>;
  if (answer === undefined) return <Loading>Computing the schedule</Loading>;
  if (answer === null || answer.now.plan.tasks.length === 0) return <NoTasks notes={answer?.now.plan.notes ?? []} />;
  return (
    <Plan
      desk={desk}
      answer={answer}
      changes={changes}
      onChanges={onChanges}
      verifications={verifications}
      onEdit={onEdit}
      remaining={remaining}
      onRemaining={setRemaining}
    />
  );
}

const NoTasks = ({ notes }: { notes: readonly string[] }) => (
  <div className="plan-empty">
    <Empty>
      No tasks yet. A row of a table under the steps of the plan is one, with an id, an estimate and what comes before
      it.
    </Empty>
    {notes.map((note) => (
      <p key={note}>{note}</p>
    ))}
  </div>
);

interface PlanProps extends PlanViewProps {
  answer: PlanAnswer;
  remaining: boolean;
  onRemaining: (remaining: boolean) => void;
}

function Plan(props: PlanProps) {
  const { desk, answer, changes, onChanges, verifications, onEdit } = props;
  const isPhone = useMedia(PHONE);
  const [chosen, setChosen] = useState<string>();
  const [verifying, setVerifying] = useState<string>();
  const path = usePart(desk.live.view, (view) => view.path);
  const { round, clear, suggesting, change } = useTrial(desk, onChanges);
  const verified = useMemo(() => passedOf(verifications), [verifications]);
  const go = (line: number): void => {
    onEdit();
    goToLine(desk, line);
  };
  const task = chosen !== undefined && answer.now.plan.tasks.some(({ id }) => id === chosen) && (
    <TaskPanel
      key={`${chosen} ${round}`}
      answer={answer}
      id={chosen}
      changes={changes}
      verification={verifications?.find((one) => one.task === chosen)}
      onChanges={change}
      onGo={go}
      onVerify={setVerifying}
      onClose={isPhone ? () => setChosen(undefined) : undefined}
    />
  );
  return (
    <div className="plan">
      <WhatIfBar
        changes={changes}
        problems={answer.problems}
        isCircle={answer.tried !== null && "cycle" in answer.tried.schedule}
        suggesting={suggesting}
        onDiscard={clear}
      />
      {!isPhone && <PlanHead {...props} />}
      <div className="scroll plan-scroll">
        {isPhone && <PlanHead {...props} />}
        <PlanTable answer={answer} verified={verified} chosen={chosen} onChoose={setChosen} onGo={go} />
        {isPhone && <ReadyPanel answer={answer} onChoose={setChosen} />}
      </div>
      {isPhone && task && <div className="task-sheet">{task}</div>}
      {!isPhone && (
        <div className="document-panels plan-panels">
          {task || <NoTask />}
          <ReadyPanel answer={answer} onChoose={setChosen} />
        </div>
      )}
      {verifying !== undefined && path !== undefined && (
        <VerifyDialog path={path} task={verifying} onClose={() => setVerifying(undefined)} />
      )}
    </div>
  );
}

interface Trial {
  /** Another one when what was tried is gone: fields begin anew. */
  readonly round: number;
  readonly clear: () => void;
  readonly suggesting: Suggesting;
  readonly change: (changes: readonly PlanChange[]) => void;
}

function useTrial(desk: DocumentDesk, onChanges: PlanViewProps["onChanges"]): Trial {
  const [round, setRound] = useState(0);
  const clear = (): void => {
    setRound((last) => last + 1);
    onChanges([]);
  };
  const suggesting = useSuggest(desk, clear);
  const change = (next: readonly PlanChange[]): void => {
    suggesting.forget();
    onChanges(next);
  };
  return { round, clear, suggesting, change };
}

const passedOf = (verifications: Verifications | undefined): ReadonlySet<string> =>
  new Set(verifications?.filter(({ standing }) => standing === "passed").map(({ task }) => task));

function goToLine({ editor }: DocumentDesk, line: number): void {
  const { doc } = editor.view.state;
  editor.goTo(doc.line(Math.min(line, doc.lines)).from);
}

/** "F3, F4 and T3 wait for each other" */
function cycleText({ cycle }: Cycle): string {
  const last = cycle.at(-1) ?? "";
  return cycle.length < 2
    ? `${last} waits for itself`
    : `${cycle.slice(0, -1).join(", ")} and ${last} wait for each other`;
}

function PlanHead({ answer, remaining, onRemaining }: PlanProps) {
  const { schedule, plan } = answer.tried ?? answer.now;
  const hasBoth =
    plan.tasks.some(({ standing }) => standing === "done") && answer.next.ready.length + answer.next.waiting.length > 0;
  return (
    <div className="plan-top">
      {"cycle" in schedule ? (
        <Failed>No schedule: {cycleText(schedule)}. Take one of them out of an After.</Failed>
      ) : (
        <PlanFacts answer={answer} />
      )}
      {(hasBoth || remaining) && (
        <Segments
          label="Which work"
          names={[
            ["whole", "Whole plan"],
            ["left", "What is left"],
          ]}
          chosen={remaining ? "left" : "whole"}
          onChoose={(name) => onRemaining(name === "left")}
        />
      )}
    </div>
  );
}
