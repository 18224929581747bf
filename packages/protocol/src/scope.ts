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
  "jobs:read",
  /** Jobs run commands of the machine. */
  "jobs:run",
]);
export type Scope = z.infer<typeof Scope>;

/** What a client says in HELLO's `caps` that it understands, because clients before it do not. */
export const CAPS = ["jobs"] as const;

/** Scopes that came later, with the capability of those who know the word. */
const LATER: Partial<Record<Scope, (typeof CAPS)[number]>> = { "jobs:read": "jobs", "jobs:run": "jobs" };

/** The scopes that a client with these capabilities has a word for (rule V4). */
export const scopesToldTo = (caps: readonly string[], scopes: readonly Scope[]): Scope[] =>
  scopes.filter((scope) => {
    const cap = LATER[scope];
    return cap === undefined || caps.includes(cap);
  });

export const ALL_SCOPES: readonly Scope[] = Object.values(Scope.def.entries);
