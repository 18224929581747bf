export * from "./fake-clock.ts";
export * from "./fake-network.ts";
export * from "./fake-process.ts";
export * from "./lacks.ts";
export * from "./ledger.ts";
export * from "./seeded-random.ts";
export * from "./tcp-proxy.ts";
