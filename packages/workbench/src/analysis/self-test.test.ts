// The promises of the method, kept on simulated machines whose truth is known. With NOMOUS_STATISTICS_RUNS=10000 the stated bands hold as they
// are, and the rates are printed (docs/statistics.md); with fewer sessions they are wider by what chance alone does to a rate.
import { expect, test } from "vitest";
import type { RunValue } from "../evidence/evidence.ts";
import { exp } from "../statistics/natural-log.ts";
import { nominalAlpha } from "../statistics/nominal-alpha.ts";
import { proportionInterval } from "../statistics/paired-proportions.ts";
import { createRandom, type SeededRandom } from "../statistics/random.ts";
import { clusterSignFlip } from "../statistics/sign-flip.ts";
import { signedRankInterval } from "../statistics/signed-rank.ts";
import { analyse } from "./analyse.ts";
import { primaryOf, sessionOf, without } from "./analyse-fixture.ts";
import { blocks, drifting, type Machine, pairedRounds, quiet, stallingIn, steady } from "./machine-fixture.ts";
import type { Comparison } from "./results.ts";

const asked = process.env["NOMOUS_STATISTICS_RUNS"];
const RUNS = Number(asked ?? 300);
/** Whole sessions cost more. */
const SESSIONS = Math.ceil(RUNS / 5);

const MACHINES: readonly { readonly name: string; readonly machine: Machine }[] = [
  { name: "quiet", machine: quiet },
  { name: "stalling", machine: stallingIn(0.05) },
  { name: "drifting", machine: drifting },
];

interface Rate {
  readonly share: number;
  readonly of: number;
}

/** How many of the simulated sessions something happens in. */
function rateOf(name: string, happens: (random: SeededRandom) => boolean, of = RUNS): Rate {
  const random = createRandom(name);
  let count = 0;
  for (let session = 0; session < of; session += 1) count += Number(happens(random));
  if (asked !== undefined) console.log(`${name}: ${((100 * count) / of).toFixed(1)} % of ${of}`);
  return { share: count / of, of };
}

/** What is wrong with a rate that should lie in the band; null when it does, or when chance explains it 999 times of 1,000. */
function outside({ share, of }: Rate, low: number, high: number): string | null {
  const luck = (rate: number): number => (of >= 10_000 ? 0 : 3.3 * Math.sqrt((rate * (1 - rate)) / of));
  const isInside = share >= low - luck(low) && share <= high + luck(high);
  return isInside ? null : `${share} of ${of} sessions, expected ${low} to ${high}`;
}

const excludes = (differences: readonly number[], truth: number, alpha: number): boolean => {
  const interval = signedRankInterval(differences, alpha);
  return interval !== null && (interval.low > truth || interval.high < truth);
};

test.each(MACHINES)(
  "equal variants are told apart in 3 to 6 of 100 sessions on a $name machine",
  ({ name, machine }) => {
    const differs = (random: SeededRandom): boolean => excludes(pairedRounds(machine, random, 16), 0, 0.05);
    expect(outside(rateOf(`told apart, ${name}`, differs), 0.03, 0.06)).toBeNull();
  },
);

test.each(MACHINES)(
  "the interval holds the true effect in at least 94 of 100 sessions on a $name machine",
  ({ name, machine }) => {
    const holds = (random: SeededRandom): boolean => !excludes(pairedRounds(machine, random, 20, 0.1), 0.1, 0.05);
    expect(outside(rateOf(`covered, ${name}`, holds), 0.94, 1)).toBeNull();
  },
);

function holdsWithStalls(random: SeededRandom): boolean {
  const [baseline, variant] = [stallingIn(0.05)(random), stallingIn(0.15)(random)];
  const differences = Array.from({ length: 20 }, () => variant() - baseline());
  return !excludes(differences, 0, 0.05);
}

test("where the variant stalls three times as often, the interval of the typical run is still mostly right", () => {
  const rate = rateOf("covered, the variant stalls three times as often", holdsWithStalls);
  expect(outside(rate, 0.88, 1)).toBeNull();
});

/** Fifty prompts, each with a difficulty of its own, answered three times by two equal models. */
function answersDiffer(random: SeededRandom): boolean {
  const prompts = Array.from({ length: 50 }, () => {
    const ease = random.next();
    const answer = (): number => Number(random.next() < ease);
    return Array.from({ length: 3 }, () => answer() - answer());
  });
  const means = prompts.map((answers) => answers.reduce((sum, one) => sum + one, 0) / answers.length);
  const interval = proportionInterval(means, 0.05);
  return interval !== null && (interval.low > 0 || interval.high < 0) && clusterSignFlip(prompts) <= 0.05;
}

test("two equal models are told apart in at most 6 of 100 sessions", () => {
  expect(outside(rateOf("told apart, passes", answersDiffer), 0, 0.06)).toBeNull();
});

const differsAtALook =
  (machine: Machine, alpha: number) =>
  (random: SeededRandom): boolean => {
    const differences = pairedRounds(machine, random, 32);
    return [8, 16, 24, 32].some((look) => excludes(differences.slice(0, look), 0, alpha));
  };

test.each(MACHINES)("four looks err in at most 5 of 100 sessions on a $name machine", ({ name, machine }) => {
  const corrected = differsAtALook(machine, nominalAlpha(4));
  expect(outside(rateOf(`four looks, ${name}`, corrected), 0, 0.05)).toBeNull();
});

test("four looks at 5 % each err in more than 8 of 100 sessions", () => {
  expect(outside(rateOf("four looks at 5 % each, quiet", differsAtALook(quiet, 0.05)), 0.08, 1)).toBeNull();
});

/** Welch's t of two blocks of 16, at the 5 % value of 30 degrees of freedom. */
const blocksDiffer =
  (machine: Machine) =>
  (random: SeededRandom): boolean => {
    const [first, second] = blocks(machine, random, 16).map((values) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 15 };
    });
    if (first === undefined || second === undefined) throw new Error("two blocks");
    return Math.abs(first.mean - second.mean) > 2.042 * Math.sqrt((first.variance + second.variance) / 16);
  };

test("one block after the other errs in more than 10 % of sessions on a drifting machine, and only there", () => {
  expect(outside(rateOf("blocks, drifting", blocksDiffer(drifting)), 0.1, 1)).toBeNull();
  expect(outside(rateOf("blocks, quiet", blocksDiffer(quiet)), 0.03, 0.06)).toBeNull();
});

const TEMPLATE = without(sessionOf(), ({ round }) => round < 1);

/** A whole session, with every doubt, the control and the tail. `value` makes of a usual duration what the run gives; null fails. */
function compareIn(
  machine: Machine,
  random: SeededRandom,
  value: (usual: number, isVariant: boolean) => RunValue | null,
): Comparison {
  const run = machine(random);
  const runs = TEMPLATE.runs.map((record) => {
    const measured = value(100 * exp(run()), record.variant === "four");
    return measured === null
      ? { ...record, outcome: "failed" as const, values: {} }
      : { ...record, values: { p95: measured } };
  });
  return primaryOf(analyse({ ...TEMPLATE, runs }));
}

/** How often each verdict comes out when the variant takes so many times as long. */
function verdictsOf(name: string, machine: Machine, times: number): Readonly<Record<"better" | "worse", Rate>> {
  const says = (verdict: "better" | "worse"): Rate =>
    rateOf(
      `${verdict} at ${times}, ${name}`,
      (random) => compareIn(machine, random, (usual, isVariant) => usual * (isVariant ? times : 1)).verdict === verdict,
      SESSIONS,
    );
  return { better: says("better"), worse: says("worse") };
}

test.each(MACHINES)("equal variants are hardly ever better or worse on a $name machine", ({ name, machine }) => {
  const { better, worse } = verdictsOf(name, machine, 1);
  expect(outside({ ...better, share: better.share + worse.share }, 0, 0.01)).toBeNull();
});

test.each(MACHINES)(
  "a variant that takes 1.2 times as long is mostly worse on a $name machine, and never better",
  ({ name, machine }) => {
    const { better, worse } = verdictsOf(name, machine, 1.2);
    expect(outside(worse, 0.75, 1)).toBeNull();
    expect(better.share).toBe(0);
  },
);

test("a slowdown of 10 % is found in most sessions of a machine whose runs vary by 3 %", () => {
  expect(outside(verdictsOf("steady", steady, 1.1).worse, 0.85, 1)).toBeNull();
});

function failsAndWins(random: SeededRandom): boolean {
  let failures = 0;
  const { verdict } = compareIn(quiet, random, (usual, isVariant) => {
    const isFailure = isVariant && random.next() < 0.1;
    failures += Number(isFailure);
    return isFailure ? null : usual * (isVariant ? 0.5 : 1);
  });
  return failures > 0 && verdict === "better";
}

test("a variant that fails in one run of ten never wins, though it takes half as long", () => {
  expect(rateOf("failing and better", failsAndWins, SESSIONS).share).toBe(0);
});

test("a heavy tail is called worse, and the typical run beside it is not", () => {
  const typical = new Set<string>();
  const isTold = (random: SeededRandom): boolean => {
    const sample = (heavy: number): number => (1 + 0.02 * random.normal()) * (random.next() < heavy ? 3 : 1);
    const { verdict, tail } = compareIn(quiet, random, (usual, isVariant) =>
      Array.from({ length: 100 }, () => usual * sample(isVariant ? 0.08 : 0)),
    );
    typical.add(verdict);
    return tail?.verdict === "worse";
  };
  expect(outside(rateOf("heavy tail told", isTold, Math.ceil(SESSIONS / 4)), 0.85, 1)).toBeNull();
  expect(typical.has("worse")).toBe(false);
});
