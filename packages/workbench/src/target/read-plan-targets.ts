// All that a plan says of numbers, with what was measured and what can be computed: targets, loads and models.
import { findMeasurements } from "../claim/find-measurements.ts";
import type { Measured } from "../claim/measured.ts";
import type { FoundMeasure, Measurements } from "../claim/measurements.ts";
import { type Claim, readClaims } from "../claim/read-claims.ts";
import type { Machine } from "../evidence/evidence.ts";
import { readSession } from "../evidence/read-session.ts";
import type { Subject } from "../rule/subject.ts";
import { type Target, targetsOf } from "../rule/target/read-targets.ts";
import { isWithin } from "../text/span.ts";
import { type Load, loadOf } from "./compute-load.ts";
import { type Distance, distanceTo } from "./judge-target.ts";
import { type BoundModel, readModels } from "./read-models.ts";
import { readFlows } from "./read-flows.ts";

export interface PlanTarget {
  readonly target: Target;
  /** Of what its baseline is bound to; null where it is bound to nothing. */
  readonly today: Exclude<FoundMeasure, { readonly status: "unreadable" }> | null;
  readonly distance: Distance;
}

export interface PlanTargets {
  /** Without those that do not apply. */
  readonly targets: readonly PlanTarget[];
  readonly loads: readonly Load[];
  readonly models: readonly BoundModel[];
  /** On which baselines were measured, each once. */
  readonly machines: readonly Machine[];
}

/** `sizeOf` as of `ModelFacts`. Null when evidence that it rests on cannot be read from here: then nobody knows what is true now. */
export function readPlanTargets(subject: Subject, sizeOf: (hash: string) => number | null): PlanTargets | null {
  const claims = readClaims(subject.markdown);
  const measurements = findMeasurements(subject.markdown, subject.surroundings);
  const targets: PlanTarget[] = [];
  for (const target of targetsOf(subject)) {
    if (target.isWaived || target.metric.text === "") continue;
    const today = todayOf(target, claims, measurements);
    if (today?.status === "unreadable") return null;
    targets.push({ target, today, distance: distanceTo(target, measuredOf(today)) });
  }
  return {
    targets,
    loads: readFlows(subject).map(loadOf),
    models: readModels(subject, { claims, measurements, sizeOf }),
    machines: machinesOf(subject, targets),
  };
}

function todayOf({ baseline }: Target, claims: readonly Claim[], measurements: Measurements): FoundMeasure | null {
  const claim = baseline && claims.find((one) => one.form === "bound" && isWithin(one, baseline));
  return claim?.key ? measurements.find(claim.key) : null;
}

const measuredOf = (today: PlanTarget["today"]): Measured | null =>
  today?.status === "measured" ? today.measured : null;

function machinesOf({ surroundings }: Subject, targets: readonly PlanTarget[]): Machine[] {
  const paths = new Set(targets.flatMap(({ today }) => (today?.status === "measured" ? [today.path] : [])));
  const machines = [...paths].flatMap((path) => {
    const decoded = readSession(path, surroundings.textOf(path) ?? "");
    return decoded.ok ? [decoded.evidence.session.machine] : [];
  });
  return [...new Map(machines.map((machine) => [machine.fingerprint, machine])).values()];
}
