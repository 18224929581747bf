// A session as the runner would have left it, for tests: every round whole, in the drawn order, on a quiet machine.
import type { Experiment } from "../experiment/experiment.ts";
import { experimentWith } from "../experiment/experiment-fixture.ts";
import { freezeProtocol, protocolHash } from "../experiment/protocol.ts";
import { orderOfRound } from "../experiment/run-order.ts";
import { decodeEvidence } from "./decode-evidence.ts";
import { encodeRecord, FIRST_SEAL } from "./encode-record.ts";
import {
  EVIDENCE_VERSION,
  type EndRecord,
  type Evidence,
  type EvidenceRecord,
  type FaultRecord,
  type GuardReadings,
  type RunRecord,
  type RunValue,
  type SessionRecord,
} from "./evidence.ts";

export interface EvidenceOptions {
  readonly experiment?: Experiment;
  readonly session?: string;
  /** Rounds that count; those that warm up come before them. */
  readonly rounds: number;
  /** What the run gives for every metric that `values` does not name; null makes it fail. */
  readonly value: (variant: string, round: number, isControl: boolean) => RunValue | null;
  /** By metric, where several differ. */
  readonly values?: Readonly<Record<string, EvidenceOptions["value"]>>;
  /** What is different of a run: a guard reading, an outcome, stages. */
  readonly run?: (run: RunRecord) => Partial<RunRecord>;
  /** Rounds that were run a second time. */
  readonly again?: readonly number[];
  readonly faults?: readonly FaultRecord[];
  /** `complete` after the last look by default; null while it runs. */
  readonly end?: EndRecord | null;
  readonly head?: Partial<SessionRecord>;
}

export interface EvidenceFixture {
  readonly path: string;
  /** Sealed lines. */
  readonly text: string;
  readonly evidence: Evidence;
}

export function evidenceOf(options: EvidenceOptions): EvidenceFixture {
  const text = sealRecords(recordsOf(options));
  const decoded = decodeEvidence(text);
  if (!decoded.ok) throw new Error(decoded.problems.map(({ line, message }) => `${line}: ${message}`).join("\n"));
  const { experiment, session } = { experiment: experimentWith(), session: SESSION, ...options };
  return { path: `evidence/${experiment.id}/${session}.jsonl`, text, evidence: decoded.evidence };
}

/** Records as the lines of a file. */
export function sealRecords(records: readonly EvidenceRecord[]): string {
  let seal = FIRST_SEAL;
  return records
    .map((record) => {
      const sealed = encodeRecord(record, seal);
      ({ seal } = sealed);
      return sealed.line;
    })
    .join("");
}

const SESSION = "20261129T061500-3f2a91";
const TOOL = { name: "nomous", version: "0.1.0" } as const;

export function recordsOf(options: EvidenceOptions): EvidenceRecord[] {
  const { experiment = experimentWith(), rounds, again = [], faults = [] } = options;
  const head = sessionRecord(options);
  const { warmup, looks } = experiment.design;
  const numbers = Array.from({ length: warmup + rounds }, (_, i) => i + 1 - warmup);
  const runs = numbers.flatMap((round) =>
    (again.includes(round) ? [1, 2] : [1]).flatMap((attempt) =>
      orderOfRound(head.protocol, round, attempt).map((planned, i) =>
        runRecord(options, { round, attempt, position: i + 1, ...planned }),
      ),
    ),
  );
  const reached = looks.filter((look) => look <= rounds).length;
  const {
    end = {
      type: "end",
      endedAt: "2026-11-29T06:25:00.000Z",
      reason: reached === looks.length ? "complete" : "stopped",
      look: reached === 0 ? null : reached,
    },
  } = options;
  return [head, ...runs, ...faults, ...(end === null ? [] : [end])];
}

function sessionRecord({ experiment = experimentWith(), session = SESSION, head }: EvidenceOptions): SessionRecord {
  const protocol = freezeProtocol(experiment);
  return {
    type: "session",
    version: EVIDENCE_VERSION,
    session,
    startedAt: "2026-11-29T06:15:00.000Z",
    document: "docs/example.md",
    protocol,
    protocolHash: protocolHash(protocol),
    git: { commit: "faca4971d2b0c64b9f0a6d1f2f2d0a9c5b7e8f10", branch: "main", dirtyHash: null },
    inputs: Object.fromEntries(experiment.inputs.map((path) => [path, null])),
    variants: Object.fromEntries(
      experiment.variants.map(({ id, command, folder }) => [
        id,
        {
          argv: command.kind === "argv" ? command.argv : ["nomous", "probe", command.probe],
          cwd: folder,
          commit: null,
        },
      ]),
    ),
    env: { PATH: "/usr/bin" },
    machine: {
      fingerprint: "5d0c1f3a9b77",
      cpu: "Example CPU 3.0 GHz",
      cores: 8,
      memory: 16_000_000_000,
      gpu: [],
      system: "linux",
      kernel: "6.8.0",
      runtime: "node 24.1.0",
    },
    tool: TOOL,
    ...head,
  };
}

/** Nothing disturbed the run. */
const QUIET: GuardReadings = {
  canaryMs: 10,
  load: 0.4,
  cores: 8,
  governor: "performance",
  onBattery: false,
  throttled: 0,
  memoryPressure: 0,
  stolen: 0,
  others: null,
  clockJumpMs: 0,
  gpu: null,
};

const NOTHING = {
  bytes: 0,
  sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  text: "",
  file: null,
  isCut: false,
};

type PlaceOfRun = Pick<RunRecord, "round" | "attempt" | "position" | "variant" | "isControl">;

function runRecord({ experiment = experimentWith(), run, ...options }: EvidenceOptions, place: PlaceOfRun): RunRecord {
  const values = experiment.metrics.map(({ id }) => {
    const value = options.values?.[id] ?? options.value;
    return [id, value(place.variant, place.round, place.isControl)] as const;
  });
  const isOk = values.every(([, value]) => value !== null);
  const record: RunRecord = {
    type: "run",
    ...place,
    startedAt: "2026-11-29T06:16:00.000Z",
    outcome: isOk ? "ok" : "failed",
    exitCode: isOk ? 0 : 1,
    signal: null,
    reason: isOk ? null : "it exited with 1",
    values: isOk ? Object.fromEntries(values.flatMap(([id, value]) => (value === null ? [] : [[id, value]]))) : {},
    process: {
      wallMs: 120,
      cpuMs: 80,
      peakMemory: 52_000_000,
      diskRead: 0,
      diskWritten: 4_096,
      outputBytes: 24,
      gpuMemory: null,
      gpuUtilisation: null,
    },
    stages: {},
    stdout: NOTHING,
    stderr: NOTHING,
    guard: QUIET,
  };
  return { ...record, ...run?.(record) };
}
