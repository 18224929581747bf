// Runs a probe in a test as the command does. Targets in this process take their time on a clock that nothing else moves, so that samples are
// exact whatever else the machine does.
import { tmpdir } from "node:os";
import { systemRuntime } from "@nomous/client";
import type { Clock } from "@nomous/protocol";
import { createConsole } from "../console.ts";
import type { Probe, ProbeResult } from "./probe.ts";
import type { Given } from "./read-parameters.ts";

const SILENT = { on: () => SILENT as never, write: () => true };

export interface MeasureOptions {
  readonly cwd?: string;
  readonly clock?: Clock;
}

export function measure(probe: Probe, given: Given, options: MeasureOptions = {}): Promise<ProbeResult> {
  const { cwd = tmpdir(), clock = systemRuntime.clock } = options;
  const console = createConsole({ stdout: SILENT, stderr: SILENT }, {});
  const runtime = { ...systemRuntime, clock };
  return probe.measure(given, {
    runtime,
    console,
    env: {},
    cwd,
    workspace: cwd,
    isWorkspaceNamed: false,
    json: false,
    build: "0",
  });
}

/** Its timers are real: they only end what hangs. */
export interface StillClock extends Clock {
  /** What a target takes. */
  pass(ms: number): void;
}

export function createStillClock(): StillClock {
  let nowMs = 0;
  return { ...systemRuntime.clock, elapsed: () => nowMs, pass: (ms) => void (nowMs += ms) };
}

/** What the targets of the tests take, and what they take with 10 % more. */
export const PLAIN_MS = 20;
export const SLOW_MS = 22;

export function samplesOf(value: ProbeResult[string] | undefined): readonly number[] {
  if (!Array.isArray(value)) throw new TypeError(`These are no samples: ${JSON.stringify(value)}`);
  return value as readonly number[];
}
