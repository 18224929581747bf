import fc from "fast-check";
import { expect, test } from "vitest";
import { flipsOf } from "./break-even.ts";
import { type Belief, type Contest, onScale, totalsOf } from "./contest.ts";
import { SIMULATIONS, winsOf } from "./simulate-wins.ts";

const judged = (value: number): Belief => ({ value, low: value - 1, high: value + 1, spread: { kind: "judged" } });
const measured = (value: number, deviation: number, variant: string): Belief => ({
  value,
  low: value - 2 * deviation,
  high: value + 2 * deviation,
  spread: { kind: "measured", deviation, variant },
});

/** `rows` are a weight and the score of each option. */
const contestOf = (...rows: readonly (readonly [weight: number, ...scores: number[]])[]): Contest => ({
  names: (rows[0] ?? []).slice(1).map((_, i) => `option ${i}`),
  criteria: rows.map(([weight, ...scores]) => ({ weight, beliefs: scores.map(judged) })),
});

const leaderOf = (contest: Contest): string => {
  const scores = totalsOf(contest).map(({ score }) => score);
  return contest.names[scores.indexOf(Math.max(...scores))] ?? "";
};

test("a score is the mean over the weights, whatever they add up to", () => {
  for (const scale of [1, 7])
    expect(totalsOf(contestOf([3 * scale, 9, 2], [1 * scale, 1, 6])).map(({ score }) => score)).toEqual([7, 3]);
});

test("errors of several criteria add up in squares, so they are less than their sum", () => {
  const [total] = totalsOf(contestOf([1, 5], [1, 5], [1, 5], [1, 5]));
  expect(total?.interval).toEqual({ low: 4.5, high: 5.5 });
});

test("a score and its interval end at 0 and 10", () => {
  const [total] = totalsOf({ names: ["a"], criteria: [{ weight: 1, beliefs: [measured(14, 1, "a")] }] });
  expect(total).toEqual({ score: 10, interval: { low: 10, high: 10 } });
});

test("a break-even weight is where both options have the same score", () => {
  // 8·p + 4·(1 − p) against 5·p + 6·(1 − p): equal at p = 0.4.
  expect(flipsOf(contestOf([60, 8, 5], [40, 4, 6]), "option 0")).toEqual([
    [{ at: 40, side: "below", winner: "option 1" }],
    [{ at: 60, side: "above", winner: "option 1" }],
  ]);
});

test("an option that is ahead on every criterion never loses by a weight, and one criterion has no weight to lose", () => {
  expect(flipsOf(contestOf([60, 8, 5], [40, 6, 6]), "option 0")).toEqual([[], []]);
  expect(flipsOf(contestOf([60, 8, 5]), "option 0")).toEqual([[]]);
});

test("the option that takes over first is named, also when it is not the runner-up", () => {
  const contest = contestOf([50, 8, 7, 1], [50, 6, 6, 10]);
  expect(leaderOf(contest)).toBe("option 0");
  const [flip] = flipsOf(contest, "option 0")[1] ?? [];
  expect(flip).toMatchObject({ side: "above", winner: "option 2" });
  expect(flip?.at).toBeCloseTo(63.636, 2);
});

const score = fc.integer({ min: 0, max: 20 }).map((half) => half / 2);
const rows = fc.integer({ min: 2, max: 4 }).chain((options) =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), ...Array.from({ length: options }, () => score)), {
    minLength: 2,
    maxLength: 5,
  }),
);

test("on the near side of a break-even weight the winner wins, on the far side the option that is named", () => {
  fc.assert(
    fc.property(rows, (given) => {
      const contest = contestOf(...given);
      const leader = leaderOf(contest);
      const whole = contest.criteria.reduce((sum, { weight }) => sum + weight, 0);
      for (const [i, flips] of flipsOf(contest, leader).entries())
        for (const { at, side, winner } of flips) {
          const beyond = side === "below" ? at - 0.001 : at + 0.001;
          if (beyond <= 0 || beyond >= 100) continue;
          const own = contest.criteria[i]?.weight ?? 0;
          const weight = (beyond / 100) * ((whole - own) / (1 - beyond / 100));
          const moved = contest.criteria.map((criterion, c) => (c === i ? { ...criterion, weight } : criterion));
          const scores = totalsOf({ ...contest, criteria: moved }).map((total) => total.score);
          const scoreOf = (name: string): number => scores[contest.names.indexOf(name)] ?? 0;
          expect(scoreOf(winner)).toBeGreaterThanOrEqual(scoreOf(leader) - 1e-9);
        }
    }),
    { seed: 6, numRuns: 200 },
  );
});

test("the same seed gives the same shares, which add up to 1", () => {
  const contest = contestOf([60, 6, 5.5], [40, 5, 6]);
  const wins = winsOf(contest, "transport/1");
  expect(winsOf(contest, "transport/1")).toEqual(wins);
  expect(winsOf(contest, "transport/2")).not.toEqual(wins);
  expect(wins.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
});

test("options that nothing tells apart win half of the simulations each", () => {
  const [share = 0] = winsOf(contestOf([1, 5, 5]), "even");
  expect(share).toBeGreaterThan(0.48);
  expect(share).toBeLessThan(0.52);
});

test("options that stand for one variant are drawn once, so neither is luckier", () => {
  const beliefs = [measured(6, 0.5, "four"), measured(6, 0.5, "four"), measured(5, 0, "one")];
  const [first = 0, second = 0] = winsOf({ names: ["a", "b", "c"], criteria: [{ weight: 1, beliefs }] }, "shared");
  expect(first).toBe(second);
});

test("a lead of two deviations is won in about 98 of 100 simulations, as the normal distribution has it", () => {
  const beliefs = [measured(6, 0.5, "four"), measured(5, 0, "one")];
  const [share = 0] = winsOf({ names: ["a", "b"], criteria: [{ weight: 1, beliefs }] }, "normal");
  expect(share).toBeCloseTo(0.9772, 2);
});

test("judgements are varied by a point and no further", () => {
  expect(SIMULATIONS.judgement).toBe(1);
  expect(winsOf(contestOf([1, 7, 4.9]), "far")).toEqual([1, 0]);
  expect(winsOf(contestOf([1, 7, 5.1]), "near")[1]).toBeGreaterThan(0);
});

test("points are cut at the ends of the scale", () => {
  expect([-3, 0, 4.2, 10, 12].map(onScale)).toEqual([0, 0, 4.2, 10, 10]);
});
