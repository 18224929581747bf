import * as z from "zod/mini";
import type { EvidenceRecord, SessionRecord } from "./evidence.ts";
import { ID, MOST_ROUNDS, MOST_WARMUP } from "../experiment/limits.ts";
import { SESSION_NAME } from "./evidence.ts";
import { protocolSchema } from "./protocol-schema.ts";

const text = z.string();
const maybeText = z.nullable(text);
const maybeNumber = z.nullable(z.number());
const count = z.int().check(z.nonnegative());

const id = z.string().check(z.regex(ID));
const time = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/));
const hash = z.string().check(z.regex(/^[0-9a-f]{40,64}$/));

const tool = z.object({ name: z.literal("nomous"), version: z.string().check(z.regex(/^[\w.+-]{1,60}$/)) });

const session: z.ZodMiniType<SessionRecord> = z.object({
  type: z.literal("session"),
  version: count,
  session: z.string().check(z.regex(SESSION_NAME)),
  startedAt: time,
  document: text,
  protocol: protocolSchema,
  protocolHash: hash,
  git: z.object({ commit: z.nullable(hash), branch: maybeText, dirtyHash: z.nullable(hash) }),
  inputs: z.record(text, z.nullable(hash)),
  variants: z.record(text, z.object({ argv: z.array(text), cwd: text, commit: z.nullable(hash) })),
  env: z.record(text, text),
  machine: z.object({
    fingerprint: z.string().check(z.regex(/^[0-9a-f]{12}$/)),
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
  round: z.int().check(z.gte(-MOST_WARMUP), z.lte(MOST_ROUNDS)),
  attempt: count,
  position: count,
  variant: id,
  isControl: z.boolean(),
  startedAt: time,
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
  fault: id,
  variant: id,
  startedAt: time,
  injected: text,
  observed: text,
  recoveredMs: maybeNumber,
  outcome: z.enum(["recovered", "survived", "failed", "not-injected"]),
});

const resume = z.object({ type: z.literal("resume"), startedAt: time, tool });

const end = z.object({
  type: z.literal("end"),
  endedAt: time,
  reason: z.enum(["complete", "stopped"]),
  look: maybeNumber,
});

/** What a line may hold, by its `type`. Names that are not known here are passed over. */
export const RECORD_SCHEMAS: {
  readonly [Type in EvidenceRecord["type"]]: z.ZodMiniType<Extract<EvidenceRecord, { readonly type: Type }>>;
} = { session, run, fault, resume, end };
