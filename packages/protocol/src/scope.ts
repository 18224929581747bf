// What a client may do. Every command, query and stream names the one scope that it needs (rule H7).
import * as z from "zod/mini";

export const Scope = z.enum([
  "conversation:read",
  "conversation:write",
  "workspace:read",
  "document:read",
  "document:write",
  "models:read",
  "models:write",
]);
export type Scope = z.infer<typeof Scope>;

export const ALL_SCOPES: readonly Scope[] = Object.values(Scope.def.entries);
