// What differs between the protocol that was frozen and the one that the document would freeze now: every fact of a protocol under the
// words that a person has for it.
import type { Protocol } from "../evidence/evidence.ts";
import type { Design, Fault, Metric, MetricSource, Threshold, Variant, VariantCommand } from "./experiment.ts";

/** A phrase for each difference: "the threshold of p95 was 5 % and is 10 %". There is none when the hashes are equal. */
export function protocolChanges(frozen: Protocol, now: Protocol): string[] {
  const after = new Map(factsOf(now));
  return [...factsOf(frozen)].flatMap(([name, was]) => {
    const is = after.get(name);
    // What is said of a variant that was added or removed is said by the list of variants.
    return is === undefined || is === was ? [] : [`${name} was ${was} and is ${is}`];
  });
}

type Fact = readonly [name: string, value: string];

function* factsOf({ experiment, alpha, noisyShare, rule }: Protocol): Generator<Fact> {
  const { id, variants, metrics, inputs, env, design, faults } = experiment;
  yield ["the id", id];
  yield ["the list of variants", listed(variants.map((one) => one.id))];
  for (const variant of variants) yield* ofVariant(variant);
  yield ["the list of metrics", listed(metrics.map((one) => one.id))];
  for (const metric of metrics) yield* ofMetric(metric);
  yield ["the list of inputs", listed(inputs)];
  yield ["the list of environment variables", listed(env)];
  yield* ofDesign(design);
  yield ["the list of faults", listed(faults.map((one) => one.id))];
  for (const fault of faults) yield* ofFault(fault);
  yield ["the level", String(alpha)];
  yield ["the share of rounds that may be noisy", String(noisyShare)];
  yield ["the decision rule", rule];
}

const listed = (words: readonly (string | number)[]): string => (words.length === 0 ? "empty" : words.join(", "));

const pairs = (record: Readonly<Record<string, string | number | boolean>>): string =>
  listed(
    Object.entries(record)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .toSorted(),
  );

function* ofVariant({ id, command, ref, build, folder, env }: Variant): Generator<Fact> {
  yield [`the command of ${id}`, commandWords(command)];
  yield [`the ref of ${id}`, ref ?? "none"];
  yield [`the build of ${id}`, build === null ? "none" : argvWords(build)];
  yield [`the folder of ${id}`, folder];
  yield [`the environment of ${id}`, pairs(env)];
}

const argvWords = (argv: readonly string[]): string => `[${argv.map((word) => JSON.stringify(word)).join(", ")}]`;

const commandWords = (command: VariantCommand): string =>
  command.kind === "argv" ? argvWords(command.argv) : `the probe ${command.probe} with ${pairs(command.params)}`;

function* ofMetric({ id, unit, better, threshold, source, kind }: Metric): Generator<Fact> {
  yield [`the unit of ${id}`, unit === "" ? "none" : unit];
  yield [`the better side of ${id}`, better];
  yield [`the threshold of ${id}`, thresholdWords(threshold, unit)];
  yield [`the source of ${id}`, sourceWords(source)];
  yield [`the kind of ${id}`, kind];
}

/** 5 % of binary fractions is 5.000000000000001. */
const DIGITS = 12;

const thresholdWords = (threshold: Threshold, unit: string): string =>
  threshold.kind === "share"
    ? `${Number((threshold.share * 100).toPrecision(DIGITS))} %`
    : `${threshold.value} ${unit}`.trim();

function sourceWords(source: MetricSource): string {
  if (source.from === "process") return source.measure;
  return `${source.key} in ${source.from === "file" ? source.path : "the output"}`;
}

function* ofDesign({ looks, seed, warmup, timeoutMs, restMs, success }: Design): Generator<Fact> {
  yield ["the number of rounds", listed(looks)];
  yield ["the seed", String(seed)];
  yield ["the number of rounds that warm up", String(warmup)];
  yield ["the timeout", `${timeoutMs} ms`];
  yield ["the rest between runs", `${restMs} ms`];
  yield ["the list of exit codes that count as success", listed(success)];
}

function* ofFault({ id, kind, afterMs, forMs, port, recover }: Fault): Generator<Fact> {
  yield [`the kind of fault ${id}`, kind];
  yield [`the time of fault ${id}`, `${afterMs} ms after the start`];
  yield [`the duration of fault ${id}`, `${forMs} ms`];
  yield [`the port of fault ${id}`, port === null ? "none" : String(port)];
  yield [`the recovery of fault ${id}`, recover === null ? "none" : argvWords(recover)];
}
