import { check } from "@nomous/protocol";
import * as z from "zod/mini";

/** A field that may be missing, null, or of another kind than expected. */
export const lenient = <T>(schema: z.ZodMiniType<T>) =>
  z.optional(
    z.pipe(
      z.unknown(),
      z.transform((value): T | undefined => {
        const checked = check(schema, value);
        return checked.ok ? checked.value : undefined;
      }),
    ),
  );
