// What a schema cannot say of an experiment: names that are there twice, fields that only make sense beside others, units that do not fit.
import type { ValueProblem } from "../data/check-value.ts";
import type { ExperimentData, FaultData, MetricData, VariantData } from "./experiment-schema.ts";
import { FEWEST_ROUNDS } from "./experiment.ts";
import { isMeasure, unitOf, unitProblem } from "./metric-unit.ts";
import { readDuration, readThreshold } from "./read-amount.ts";

type Path = ValueProblem["path"];
type Found = Pick<ValueProblem, "path" | "message">;

export function* findContradictions(data: ExperimentData): Generator<Found> {
  for (const list of ["variants", "metrics", "faults"] as const) yield* repeatedIds(data[list], list);
  yield* inEach("variants", data.variants, ofVariant);
  yield* inEach("metrics", data.metrics, ofMetric);
  yield* inEach("faults", data.faults, (fault) => ofFault(fault, readDuration(data.timeout)));
  yield* ofLooks(data);
  if (readDuration(data.timeout) === 0) yield { path: ["timeout"], message: "expected more than 0" };
}

function* repeatedIds(list: readonly { readonly id: string }[], name: string): Generator<Found> {
  for (const [i, { id }] of list.entries())
    if (list.findIndex((one) => one.id === id) < i)
      yield { path: [name, i, "id"], message: `"${id}" is there twice: give each an id of its own` };
}

function* inEach<T>(name: string, list: readonly T[], find: (one: T) => Iterable<Found>): Generator<Found> {
  for (const [i, one] of list.entries())
    for (const { path, message } of find(one)) yield { path: [name, i, ...path], message };
}

const at = (path: Path, message: string): Found => ({ path, message });

function* ofVariant({ run, probe, with: params, ref, build }: VariantData): Generator<Found> {
  if (run === undefined && probe === undefined)
    yield at([], '"run" is missing: expected a list such as [node, bench.mjs], or "probe" with the name of a probe');
  if (run !== undefined && probe !== undefined) yield at(["probe"], "a variant runs a program or a probe: remove one");
  if (params !== undefined && probe === undefined)
    yield at(["with"], 'only a probe is given options: name it in "probe", or remove this');
  if (build !== undefined && ref === undefined)
    yield at(["build"], 'a build runs in the worktree of a "ref": name the branch, or remove this');
}

function* ofMetric(metric: MetricData): Generator<Found> {
  const { from, key, path, kind } = metric;
  const unit = unitOf(metric);
  const threshold = readThreshold(metric.threshold, { unit, kind });
  if (!threshold.ok) yield at(["threshold"], threshold.message);
  if (from === "file" && path === undefined)
    yield at(["from"], '"path" is missing: name the JSON file that the run writes');
  if (from !== "file" && path !== undefined)
    yield at(["path"], 'a path belongs to "from: file": add that, or remove this');
  if (kind === "passes" && unit !== "") yield at(["unit"], "what passes or not has no unit: remove this");
  if (!isMeasure(from)) return;
  const problem = unitProblem(from, unit);
  if (problem !== null) yield at(["unit"], problem);
  if (key !== undefined) yield at(["key"], `${from} is measured from outside and has no key: remove this`);
  if (kind === "passes") yield at(["kind"], `${from} is a number: passes come from output or a file`);
}

const ON_WIRE = ["cut", "delay"];

function* ofFault(fault: FaultData, timeoutMs: number): Generator<Found> {
  const isOnWire = ON_WIRE.includes(fault.do);
  if (fault.after === undefined && fault.do !== "disk-full")
    yield at(["do"], '"after" is missing: a run has to have begun');
  if (fault.after !== undefined && readDuration(fault.after) >= timeoutMs)
    yield at(["after"], "expected less than the timeout: a run has ended by then");
  for (const name of ["for", "port"] as const) {
    if (isOnWire && fault[name] === undefined) yield at(["do"], `"${name}" is missing: ${fault.do} needs it`);
    if (!isOnWire && fault[name] !== undefined) yield at([name], `${fault.do} has no "${name}": remove this`);
  }
  if (fault.do !== "kill" && fault.recover !== undefined)
    yield at(["recover"], "only what was killed is started again: remove this");
}

function* ofLooks({ rounds, looks }: ExperimentData): Generator<Found> {
  if (looks === undefined) return;
  if (rounds !== undefined) yield at(["rounds"], "rounds are one look, and looks are several: remove one of the two");
  for (const [i, look] of looks.entries()) {
    const before = looks[i - 1];
    if (before !== undefined && look <= before) yield at(["looks", i], `expected more than ${before}: looks ascend`);
  }
  const [first = FEWEST_ROUNDS, ...later] = looks;
  if (later.length > 0 && first < FEWEST_ROUNDS)
    yield at(["looks", 0], `expected at least ${FEWEST_ROUNDS}: fewer rounds can decide nothing`);
}
