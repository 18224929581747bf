// Who did it: stored with every row from the first schema on.
import * as z from "zod/mini";
import { ClientId } from "./ids.ts";

export const Actor = z.object({
  /** A person's name, by default the name that git knows. */
  person: z.string().check(z.maxLength(200)),
  client: ClientId,
  /** Set when a program acted for the person. */
  agent: z.optional(z.string().check(z.maxLength(200))),
});
export type Actor = z.infer<typeof Actor>;
