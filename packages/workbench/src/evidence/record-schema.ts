import * as z from "zod/mini";
import type { EvidenceRecord, SessionRecord } from "./evidence.ts";
import { protocolSchema } from "./protocol-schema.ts";

const text = z.string();
const maybeText = z.nullable(text);
const maybeNumber = z.nullable(z.number());
const count = z.int().check(z.nonnegative());

const tool = z.object({ name: z.literal("nomous"), version: text });

const session: z.ZodMiniType<SessionRecord> = z.object({
  type: z.literal("session"),
  version: count,
  session: text,
  startedAt: text,
  document: text,
  protocol: protocolSchema,
  protocolHash: text,
  git: z.object({ commit: maybeText, branch: maybeText, dirtyHash: maybeText }),
  inputs: z.record(text, maybeText),
  variants: z.record(text, z.object({ argv: z.array(text), cwd: text, commit: maybeText })),
  env: z.record(text, text),
  machine: z.object({
    fingerprint: text,
    cpu: text,
    cores: count,
    memory: z.number(),
    gpu: z.array(z.object({ name: text, memory: z.number(), driver: text })),
    system: text,
    kernel: text,
    runtime: text,
  }),
  tool,
});

const output = z.object({ bytes: count, sha256: text, text: maybeText, file: maybeText, isCut: z.boolean() });

const run = z.object({
  type: z.literal("run"),
  round: z.int(),
  attempt: count,
  position: count,
  variant: text,
  isControl: z.boolean(),
  startedAt: text,
  outcome: z.enum(["ok", "failed", "timeout", "no-metric", "not-started", "left-processes"]),
  exitCode: maybeNumber,
  signal: maybeText,
  reason: maybeText,
  values: z.record(text, z.union([z.number(), z.array(z.number()), z.record(text, z.boolean())])),
  process: z.object({
    wallMs: maybeNumber,
    cpuMs: maybeNumber,
    peakMemory: maybeNumber,
    diskRead: maybeNumber,
    diskWritten: maybeNumber,
    outputBytes: maybeNumber,
    gpuMemory: maybeNumber,
    gpuUtilisation: maybeNumber,
  }),
  stages: z.record(text, z.number()),
  stdout: output,
  stderr: output,
  guard: z.object({
    canaryMs: z.number(),
    others: maybeNumber,
    load: maybeNumber,
    cores: count,
    governor: maybeText,
    onBattery: z.nullable(z.boolean()),
    throttled: maybeNumber,
    memoryPressure: maybeNumber,
    stolen: maybeNumber,
    clockJumpMs: z.number(),
    gpu: z.nullable(
      z.object({ temperature: maybeNumber, power: maybeNumber, clock: maybeNumber, otherProcesses: maybeNumber }),
    ),
  }),
});

const fault = z.object({
  type: z.literal("fault"),
  fault: text,
  variant: text,
  startedAt: text,
  injected: text,
  observed: text,
  recoveredMs: maybeNumber,
  outcome: z.enum(["recovered", "survived", "failed", "not-injected"]),
});

const resume = z.object({ type: z.literal("resume"), startedAt: text, tool });

const end = z.object({
  type: z.literal("end"),
  endedAt: text,
  reason: z.enum(["complete", "stopped"]),
  look: maybeNumber,
});

/** What a line may hold, by its `type`. Names that are not known here are passed over. */
export const RECORD_SCHEMAS: {
  readonly [Type in EvidenceRecord["type"]]: z.ZodMiniType<Extract<EvidenceRecord, { readonly type: Type }>>;
} = { session, run, fault, resume, end };
