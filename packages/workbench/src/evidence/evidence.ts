// What a session of an experiment leaves behind, line by line: `evidence/<experiment>/<session>.jsonl`. Nothing is ever changed in it. Each
// line is sealed with the hash of the line before it, so one flipped byte is found, and everything that is said of the session is computed
// from these lines again.
import type { Experiment } from "../experiment/experiment.ts";

/** Grows with every change that an older version could not read. */
export const EVIDENCE_VERSION = 1;

/** Names sort by the time of their beginning: `20261129T061500-3f2a91`. */
export const SESSION_NAME = /^\d{8}T\d{6}-[0-9a-f]{6}$/;

export type EvidenceRecord = SessionRecord | RunRecord | FaultRecord | ResumeRecord | EndRecord;

/** The first line. */
export interface SessionRecord {
  readonly type: "session";
  readonly version: number;
  /** Also the name of the file: `20261129T061500-3f2a91`. */
  readonly session: string;
  /** With zone. */
  readonly startedAt: string;
  /** Path of the document, relative to the workspace, as it was. */
  readonly document: string;
  /** The whole of it is frozen before the first run. */
  readonly protocol: Protocol;
  readonly protocolHash: string;
  readonly git: { readonly commit: string | null; readonly branch: string | null; readonly dirtyHash: string | null };
  /** SHA-256 of each input; null when it was not there. */
  readonly inputs: Readonly<Record<string, string | null>>;
  /** What each variant was when it began: argv in full, and the commit that it ran in. */
  readonly variants: Readonly<
    Record<string, { readonly argv: readonly string[]; readonly cwd: string; readonly commit: string | null }>
  >;
  /** Allowed variables with their values; what looks like a secret is replaced by its hash. */
  readonly env: Readonly<Record<string, string>>;
  readonly machine: Machine;
  readonly tool: { readonly name: "nomous"; readonly version: string };
}

/** Frozen before the first run: what is compared, and by which rule it will be judged. */
export interface Protocol {
  readonly experiment: Experiment;
  /** Chance of a wrong verdict at each look, the same at all: 0.05 with one look, 0.0182 with four. */
  readonly alpha: number;
  /** At most this share of the counted rounds may be flagged by the guard. */
  readonly noisyShare: number;
  /** The decision rule, in words, with its version: `signed-rank/1`. */
  readonly rule: string;
}

/** Two runs are only ever compared on one machine. */
export interface Machine {
  /** SHA-256 over the rest, shortened to 12 digits. */
  readonly fingerprint: string;
  readonly cpu: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly gpu: readonly { readonly name: string; readonly memory: number; readonly driver: string }[];
  readonly system: string;
  readonly kernel: string;
  readonly runtime: string;
}

export interface RunRecord {
  readonly type: "run";
  /** From 1; 0 and below are the rounds that warm up. */
  readonly round: number;
  /** 1, or 2 when the guard had the round run once more. */
  readonly attempt: number;
  /** From 1, in the order of the round. */
  readonly position: number;
  readonly variant: string;
  /** The second run of the baseline in the same round. */
  readonly isControl: boolean;
  readonly startedAt: string;
  readonly outcome: RunOutcome;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Why the outcome is not `ok`, in words that name the cause. */
  readonly reason: string | null;
  /** By metric: a number, samples, or passes by prompt. Empty when the run failed; without what the system did not tell of the process. */
  readonly values: Readonly<Record<string, RunValue>>;
  /**
   * Milliseconds, bytes and percent; null where the system does not tell. Processor time is counted in steps of 10 ms with all descendants
   * that were waited for; memory is looked at every few milliseconds, and is null for a run that was shorter.
   */
  readonly process: Readonly<Record<ProcessReading, number | null>>;
  /** Milliseconds by stage, where the output names `stages`. */
  readonly stages: Readonly<Record<string, number>>;
  readonly stdout: KeptOutput;
  readonly stderr: KeptOutput;
  readonly guard: GuardReadings;
}

export type RunValue = number | readonly number[] | Readonly<Record<string, boolean>>;

/** `no-metric`: it ended well, and a metric was missing or no finite number. */
export type RunOutcome = "ok" | "failed" | "timeout" | "no-metric" | "not-started" | "left-processes";

export const PROCESS_READINGS = [
  "wallMs",
  "cpuMs",
  "peakMemory",
  "diskRead",
  "diskWritten",
  "outputBytes",
  "gpuMemory",
  "gpuUtilisation",
] as const;
export type ProcessReading = (typeof PROCESS_READINGS)[number];

/** What a run printed: short output is in the record, longer output in a file beside the evidence, cut at a limit. */
export interface KeptOutput {
  readonly bytes: number;
  readonly sha256: string;
  readonly text: string | null;
  /** Relative to the folder of the evidence. */
  readonly file: string | null;
  /** Only the beginning was kept; the hash is of what was kept. */
  readonly isCut: boolean;
}

/** What could have disturbed the run, as it was just before and after; null where the system does not tell. */
export interface GuardReadings {
  /** Milliseconds that a fixed piece of work took before the run. */
  readonly canaryMs: number;
  /** Share of all processor time that other programs used during the run, 0 to 1; the run's own is not in it. */
  readonly others: number | null;
  /** Programs that wait for a processor, over the last minute; the run's own are in it. Judged only where `others` is not told. */
  readonly load: number | null;
  readonly cores: number;
  readonly governor: string | null;
  readonly onBattery: boolean | null;
  /** Times that a core was throttled during the run. */
  readonly throttled: number | null;
  /** Share of the time that something waited for memory during the run, 0 to 1. */
  readonly memoryPressure: number | null;
  /** Share of processor time that the host of a virtual machine took during the run, 0 to 1. */
  readonly stolen: number | null;
  /** Milliseconds by which the system's clock moved against the steady one during the run. */
  readonly clockJumpMs: number;
  readonly gpu: {
    readonly temperature: number | null;
    readonly power: number | null;
    readonly clock: number | null;
    readonly otherProcesses: number | null;
  } | null;
}

export interface FaultRecord {
  readonly type: "fault";
  readonly fault: string;
  readonly variant: string;
  readonly startedAt: string;
  /** In words: "killed after 200 ms". */
  readonly injected: string;
  readonly observed: string;
  /** Milliseconds until it worked again; null when it did not. */
  readonly recoveredMs: number | null;
  readonly outcome: "recovered" | "survived" | "failed" | "not-injected";
}

/** The session went on after it was stopped or had died. */
export interface ResumeRecord {
  readonly type: "resume";
  readonly startedAt: string;
  readonly tool: SessionRecord["tool"];
}

export interface EndRecord {
  readonly type: "end";
  readonly endedAt: string;
  readonly reason: "complete" | "stopped";
  /** The look after which it ended; null before the first. */
  readonly look: number | null;
}

/** The lines of one file, decoded. */
export interface Evidence {
  readonly session: SessionRecord;
  readonly runs: readonly RunRecord[];
  readonly faults: readonly FaultRecord[];
  readonly resumes: readonly ResumeRecord[];
  /** The last one; null while it runs, or when it died. */
  readonly end: EndRecord | null;
  /** Number of lines, and the seal of the last one: together they name exactly this state of the file. */
  readonly lines: number;
  readonly seal: string;
}
