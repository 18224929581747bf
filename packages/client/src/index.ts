export * from "./client.ts";
export * from "./readable.ts";
export { systemRuntime } from "./runtime-system.ts";
