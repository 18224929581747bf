import { expect, test } from "vitest";
import { evidenceOf } from "../evidence/evidence-fixture.ts";
import { analyse } from "./analyse.ts";
import type { SessionResults } from "./results.ts";
import { sessionHistory } from "./session-history.ts";

/** A session whose second variant took so long. */
const session = (ms: number, fingerprint = "aaaaaaaaaaaa"): SessionResults => {
  const results = analyse(
    evidenceOf({ rounds: 8, value: (variant, round) => (variant === "one" ? 100 : ms) + round / 10 }).evidence,
  );
  const { evidence } = results;
  const machine = { ...evidence.session.machine, fingerprint };
  return { ...results, evidence: { ...evidence, session: { ...evidence.session, machine } } };
};

test("a level that changed for good is marked at its first session, and one odd session is not", () => {
  const times = [50, 51, 49, 50, 50, 51, 70, 71, 69, 70, 71, 70, 70, 110, 70, 71, 69, 70];
  const history = sessionHistory(times.map((ms) => session(ms)));
  expect(history?.sessions.map(({ changed }) => changed.length)).toEqual(times.map((_, at) => (at === 6 ? 1 : 0)));
  expect(history?.sessions[6]?.medians[1]).toBeCloseTo(70.45, 6);
});

test("sessions of other machines are left out and counted; without a session there is no history", () => {
  const history = sessionHistory([session(50, "bbbbbbbbbbbb"), session(60), session(61)]);
  expect([history?.sessions.length, history?.leftOut]).toEqual([2, 1]);
  expect(sessionHistory([])).toBeNull();
});
