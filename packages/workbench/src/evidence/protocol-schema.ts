// The frozen protocol as it stands in the first line of evidence. Names that this version does not know are passed over, so that a field
// which is added later does not make older readers useless; what an older reader would misunderstand takes a new version.
import * as z from "zod/mini";
import { type Experiment, FAULT_KINDS, PROCESS_MEASURES } from "../experiment/experiment.ts";
import { ID, MOST_METRICS, MOST_ROUNDS, MOST_VARIANTS, MOST_WARMUP, UNIT } from "../experiment/limits.ts";
import { isVisible } from "../text/hidden-letters.ts";
import type { Protocol } from "./evidence.ts";

const text = z.string().check(z.refine<string>(isVisible, "expected letters that can be seen"));
const id = z.string().check(z.regex(ID));
const texts = z.array(text);
const argv = z.tuple([text], text);
const count = z.int().check(z.nonnegative());
const rounds = z.int().check(z.gte(1), z.lte(MOST_ROUNDS));

const variant = z.object({
  id,
  title: text,
  command: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("argv"), argv }),
    z.object({
      kind: z.literal("probe"),
      probe: text,
      params: z.record(text, z.union([text, z.number(), z.boolean()])),
    }),
  ]),
  ref: z.nullable(text),
  build: z.nullable(texts),
  folder: text,
  env: z.record(text, text),
});

const metric = z.object({
  id,
  title: text,
  unit: z.string().check(z.regex(UNIT)),
  better: z.enum(["lower", "higher"]),
  threshold: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("share"), share: z.number().check(z.nonnegative()) }),
    z.object({ kind: z.literal("value"), value: z.number().check(z.nonnegative()) }),
  ]),
  source: z.discriminatedUnion("from", [
    z.object({ from: z.literal("output"), key: text }),
    z.object({ from: z.literal("file"), path: text, key: text }),
    z.object({ from: z.literal("process"), measure: z.enum(PROCESS_MEASURES) }),
  ]),
  kind: z.enum(["number", "passes"]),
});

const fault = z.object({
  id,
  kind: z.enum(FAULT_KINDS),
  afterMs: count,
  forMs: count,
  port: z.nullable(count),
  recover: z.nullable(argv),
});

const experiment: z.ZodMiniType<Experiment> = z.object({
  id,
  question: text,
  variants: z.tuple([variant, variant], variant).check(z.maxLength(MOST_VARIANTS)),
  metrics: z.tuple([metric], metric).check(z.maxLength(MOST_METRICS)),
  inputs: texts,
  env: texts,
  design: z.object({
    looks: z.tuple([rounds], rounds),
    seed: z.int(),
    warmup: count.check(z.lte(MOST_WARMUP)),
    timeoutMs: count,
    restMs: count,
    success: z.array(z.int()),
  }),
  faults: z.array(fault),
});

export const protocolSchema: z.ZodMiniType<Protocol> = z.object({
  experiment,
  alpha: z.number(),
  noisyShare: z.number(),
  rule: text,
});
