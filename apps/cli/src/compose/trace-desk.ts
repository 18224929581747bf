// What leads to what, and whether it still holds, from the lab as the server's port.
import type { DocumentFreshness, QueryResult } from "@nomous/protocol";
import type { TraceDesk } from "@nomous/server";
import type { LabThread } from "./lab/lab-thread.ts";

export const createTraceDesk = (thread: LabThread): TraceDesk => ({
  freshness: async (signal) => (await thread.ask({ name: "freshness" }, { signal })) as QueryResult<"freshness.list">,
  freshnessOf: async (path, signal) =>
    (await thread.ask({ name: "freshness-of", path }, { signal })) as DocumentFreshness | null,
  reviewed: async (path, why) => void (await thread.ask({ name: "reviewed", path, why })),
  trace: async (id, signal) => (await thread.ask({ name: "trace", id }, { signal })) as QueryResult<"trace.read">,
  verifications: async (path) =>
    (await thread.ask({ name: "verifications", path })) as QueryResult<"plan.verifications">,
  commands: async (path, task) =>
    (await thread.ask({ name: "task-commands", path, task })) as QueryResult<"plan.commands">,
});
