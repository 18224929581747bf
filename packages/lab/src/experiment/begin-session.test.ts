import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { runSession } from "./run-session.ts";
import { experimentOf, optionsOf, printing } from "./session-fixture.contract.ts";
import type { SessionOptions } from "./session-options.ts";

const clockAt = (ms: number): Pick<SessionOptions, "clock"> => ({
  clock: { now: () => ms, elapsed: () => performance.now() },
});

test("a session is the newest by its name, also when the clock was set back", async () => {
  await using folder = await makeFolder();
  const experiment = experimentOf(printing("1"));
  const noon = Date.UTC(2026, 10, 29, 12);
  const { session: one } = await runSession(optionsOf(folder, experiment, clockAt(noon)));
  const { session: two } = await runSession(optionsOf(folder, experiment, clockAt(noon - 3_600_000)));
  expect([one, two].toSorted()).toEqual([one, two]);
  expect(two).toMatch(/^20261129T120001-/);
});
