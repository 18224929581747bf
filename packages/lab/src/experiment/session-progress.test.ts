import { orderOfRound, type RunRecord, type SessionRecord } from "@nomous/workbench/experiments";
import { freezeProtocol } from "@nomous/workbench/experiments";
import { expect, test } from "vitest";
import { experimentOf, printing } from "./session-fixture.contract.ts";
import { type IsDisturbed, looksPassed, nextStep } from "./session-progress.ts";

const protocol = freezeProtocol(experimentOf(printing("1"), { design: { looks: [2, 4], warmup: 1 } }));
const session = { protocol } as SessionRecord;
const never: IsDisturbed = () => false;

/** `1`: the whole round, `2.1/2`: its first attempt, of which two runs are there. */
const linesOf = (
  ...rounds: readonly string[]
): { readonly session: SessionRecord; readonly runs: readonly RunRecord[] } => ({
  session,
  runs: rounds.flatMap((text) => {
    const [, round, attempt = "1", there] = /^(-?\d+)(?:\.(\d))?(?:\/(\d))?$/.exec(text) ?? [];
    const order = orderOfRound(protocol, Number(round), Number(attempt)).slice(
      0,
      there === undefined ? 3 : Number(there),
    );
    return order.map((run) => ({ ...run, round: Number(round), attempt: Number(attempt) }) as RunRecord);
  }),
});

test.each([
  ["the rounds that warm up come first", linesOf(), 0, { step: "round", round: 0, attempt: 1 }],
  ["then the first that counts", linesOf("0"), 0, { step: "round", round: 1, attempt: 1 }],
  [
    "a round that was cut off is run again as a whole",
    linesOf("0", "1", "2/2"),
    0,
    { step: "round", round: 2, attempt: 2 },
  ],
  ["also when that was cut off too", linesOf("0", "1", "2/2", "2.2/1"), 0, { step: "round", round: 2, attempt: 3 }],
  ["after its rounds comes a look", linesOf("0", "1", "2/1", "2.2"), 0, { step: "look", look: 1, isLast: false }],
  ["after a look come more rounds", linesOf("0", "1", "2"), 1, { step: "round", round: 3, attempt: 1 }],
  ["the last look is the last", linesOf("0", "1", "2", "3", "4"), 1, { step: "look", look: 2, isLast: true }],
] as const)("%s", (_, lines, passed, step) => {
  expect(nextStep(lines, passed, never)).toEqual(step);
});

test("a look was passed when a round followed it", () => {
  expect(looksPassed(linesOf("0", "1", "2"))).toBe(0);
  expect(looksPassed(linesOf("0", "1", "2", "3/1"))).toBe(1);
});

test("a disturbed round is run once more and not twice, judged by what was before it alone; one that warms up never", () => {
  const seen: number[] = [];
  const always: IsDisturbed = (_, before) => seen.push(before.length) > 0;
  expect(nextStep(linesOf("0", "1"), 0, always)).toEqual({ step: "round", round: 1, attempt: 2 });
  expect(nextStep(linesOf("0", "1", "1.2", "2"), 0, always)).toEqual({ step: "round", round: 2, attempt: 2 });
  expect(seen).toEqual([6, 12]);
});
