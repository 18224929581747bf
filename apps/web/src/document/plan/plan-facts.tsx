// What the plan comes to: how long it takes, how sure that is, and how far it is. With what a person tries each figure has the one before it.
import { formatDays } from "@nomous/workbench/plans";
import type { ReactNode } from "react";
import { useRuntime } from "../../hooks/use-client.ts";
import { Glyph } from "../../ui/glyph.tsx";
import { countText } from "../../words/numbers.ts";
import type { Outlook, PlanAnswer } from "../check/plan-outlook.ts";
import { endText } from "./plan-words.ts";

export function PlanFacts({ answer: { now, tried } }: { answer: PlanAnswer }) {
  const { clock } = useRuntime();
  const at = clock.now();
  const { tasks } = (tried ?? now).plan;
  const standing = (name: string): number => tasks.filter((task) => task.standing === name).length;
  const told = (textOf: (of: Outlook) => string | undefined): ReactNode => (
    <Change before={textOf(now)} after={tried === null ? undefined : textOf(tried)} />
  );
  const [unverified, failed] = [standing("not-verified"), standing("failed")];
  return (
    <dl className="plan-facts">
      <PlanFact name="Likely">{told((of) => lengthOf(of, at))}</PlanFact>
      <PlanFact name="P50">{told((of) => quantileOf(of, "p50", at))}</PlanFact>
      <PlanFact name="P80" note={runsText(tried ?? now)}>
        {told((of) => quantileOf(of, "p80", at))}
      </PlanFact>
      <PlanFact name="Work">{told(workOf)}</PlanFact>
      <PlanFact name="At once">{told(widthOf)}</PlanFact>
      <PlanFact name="Done">
        {countText(standing("done"))} of {countText(tasks.length - standing("dropped"))}
        {unverified > 0 && (
          <span className="st c-stale">
            <Glyph name="unverifiable" />
            {countText(unverified)} not verified
          </span>
        )}
        {failed > 0 && (
          <span className="st c-error">
            <Glyph name="error" />
            {countText(failed)} failed
          </span>
        )}
      </PlanFact>
      <PlanFact name="Critical path">{told(pathOf)}</PlanFact>
    </dl>
  );
}

function PlanFact({ name, note, children }: { name: string; note?: string | undefined; children: ReactNode }) {
  return (
    <div>
      <dt>
        {name}
        {note !== undefined && <span className="note"> {note}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The figure, and the one that it would be. */
function Change({ before, after }: { before: string | undefined; after: string | undefined }) {
  if (after === undefined || after === before) return <span>{before ?? "not known"}</span>;
  return (
    <>
      <del>{before ?? "not known"}</del>
      <span className="heard"> would be </span>
      <span aria-hidden="true">→</span>
      <ins>{after}</ins>
    </>
  );
}

const lengthOf = ({ schedule, plan }: Outlook, now: number): string | undefined =>
  "cycle" in schedule ? undefined : endText(schedule.length, plan.start, now);

const quantileOf = ({ simulation, plan }: Outlook, name: "p50" | "p80", now: number): string | undefined =>
  simulation === null ? undefined : endText(simulation[name], plan.start, now);

const workOf = ({ schedule }: Outlook): string | undefined =>
  "cycle" in schedule ? undefined : formatDays(schedule.work);

const widthOf = ({ schedule }: Outlook): string | undefined =>
  "cycle" in schedule ? undefined : `at most ${countText(schedule.parallelWidth)}`;

const MOST_NAMED = 10;

function pathOf({ schedule }: Outlook): string | undefined {
  if ("cycle" in schedule) return undefined;
  const path = schedule.criticalPath;
  if (path.length === 0) return "none";
  const shown =
    path.length > MOST_NAMED ? [...path.slice(0, MOST_NAMED), `${countText(path.length - MOST_NAMED)} more`] : path;
  return shown.join(" → ");
}

const runsText = ({ simulation }: Outlook): string | undefined =>
  simulation === null ? undefined : `of ${countText(simulation.runs)} simulated runs`;
