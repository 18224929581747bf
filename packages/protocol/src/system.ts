// The machine under the bridge, once a second.
import * as z from "zod/mini";

const bytes = z.number().check(z.gte(0));
/** 0 to 1. */
const share = z.number().check(z.gte(0), z.lte(1));

/** The item of the stream `system`. */
export const SystemSample = z.object({
  /** Wall clock of the bridge. */
  at: z.number(),
  /** Of all cores together. */
  cpu: share,
  cores: z.int(),
  memory: z.object({ totalBytes: bytes, usedBytes: bytes }),
  /** Of the bridge itself, without the models' processes. */
  bridgeBytes: bytes,
  gpus: z.array(
    z.object({
      name: z.string(),
      use: z.nullable(share),
      totalBytes: bytes,
      usedBytes: bytes,
      celsius: z.nullable(z.number()),
    }),
  ),
  /** Over all loaded models. */
  engines: z.object({ slots: z.int(), busy: z.int(), waiting: z.int() }),
});
export type SystemSample = z.infer<typeof SystemSample>;
