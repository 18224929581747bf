// Upstream media (microphone, camera). The names are reserved in version 1; a server that cannot do it refuses with
// `not-supported` (rule M1).
import * as z from "zod/mini";
import { ErrorBody } from "./error.ts";

export const Publish = z.object({
  type: z.literal("PUB"),
  ref: z.int().check(z.nonnegative()),
  kind: z.enum(["audio", "video"]),
  /** One microphone session: a producer that restarts takes a higher epoch, and the older one is fenced. */
  producer: z.object({ id: z.string().check(z.maxLength(36)), epoch: z.int().check(z.nonnegative()) }),
  from: z.int().check(z.nonnegative()),
});
export type Publish = z.infer<typeof Publish>;

export const Published = z.object({
  type: z.literal("PUBBED"),
  ref: z.int(),
  channel: z.optional(z.int()),
  applied: z.optional(z.int()),
  error: z.optional(ErrorBody),
});
export type Published = z.infer<typeof Published>;
