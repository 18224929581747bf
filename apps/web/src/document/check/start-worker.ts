import type { CheckWorker } from "./live-check.ts";

/** Fetches the rules as a file of their own and starts them. */
export const startCheckWorker = (): CheckWorker =>
  new Worker(new URL("./check-worker.ts", import.meta.url), { type: "module", name: "check" });
