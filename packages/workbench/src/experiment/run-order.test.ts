import { expect, test } from "vitest";
import { experimentWith, variantWith } from "./experiment-fixture.ts";
import { freezeProtocol } from "./protocol.ts";
import { orderOfRound } from "./run-order.ts";

const protocol = freezeProtocol(
  experimentWith({ variants: [variantWith("one"), variantWith("four"), variantWith("eight")] }),
);
const wordsOf = (round: number, attempt = 1, of = protocol): string =>
  orderOfRound(of, round, attempt)
    .map(({ variant, isControl }) => `${variant}${isControl ? "′" : ""}`)
    .join(" ");
const rounds = Array.from({ length: 400 }, (_, i) => i + 1);

test("a round has every variant once, and the baseline a second time", () => {
  for (const round of rounds) expect(wordsOf(round).split(" ").toSorted()).toEqual(["eight", "four", "one", "one′"]);
});

test("the same seed gives the same orders everywhere, another seed others", () => {
  expect(wordsOf(1)).toBe("four one′ eight one");
  const design = { ...protocol.experiment.design, seed: 1 };
  const other = freezeProtocol({ ...protocol.experiment, design });
  expect(rounds.filter((round) => wordsOf(round) === wordsOf(round, 1, other)).length).toBeLessThan(60);
});

test("a round that is run again has an order of its own", () => {
  expect(rounds.filter((round) => wordsOf(round, 1) !== wordsOf(round, 2)).length).toBeGreaterThan(300);
});

test("every run comes first as often as any other", () => {
  const firsts = rounds.map((round) => wordsOf(round).split(" ")[0]);
  for (const name of ["one", "one′", "four", "eight"])
    expect(Math.abs(firsts.filter((first) => first === name).length - 100)).toBeLessThan(35);
});
