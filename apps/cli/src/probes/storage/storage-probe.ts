import { createProbe, type Probe, type ProbeParameter, type ProbeValues } from "../probe.ts";

const PARAMETERS = [
  {
    name: "directory",
    kind: "text",
    default: null,
    description: "the folder whose disk is measured; nothing stays in it",
  },
  { name: "records", kind: "number", default: 200, description: "records that are appended, each made durable" },
  { name: "size", kind: "number", default: 4_096, description: "bytes of a record" },
  { name: "warmup", kind: "number", default: 10, description: "records before, which count for nothing" },
  {
    name: "read-megabytes",
    kind: "number",
    default: 64,
    description: "size of the file that is read from its begin to its end",
  },
  { name: "reads", kind: "number", default: 5, description: "times that it is read" },
  {
    name: "sqlite",
    kind: "flag",
    default: false,
    description: "also commit the records to a SQLite database, each in a transaction",
  },
] as const satisfies readonly ProbeParameter[];

export type StorageValues = ProbeValues<typeof PARAMETERS>;

export const STORAGE: Probe = createProbe(
  {
    name: "storage",
    title: "Durable appends, reads and SQLite commits in a folder",
    parameters: PARAMETERS,
    metrics: [
      { id: "append", title: "Durable append (write and fsync)", unit: "ms", better: "lower" },
      { id: "appends", title: "Durable appends", unit: "appends/s", better: "higher" },
      {
        id: "read",
        title: "Sequential read, from memory as far as the system keeps it there",
        unit: "MB/s",
        better: "higher",
      },
      { id: "commit", title: "SQLite commit (WAL, synchronous FULL; with --sqlite)", unit: "ms", better: "lower" },
    ],
  },
  async () => (await import("./measure-storage.ts")).measureStorage,
);
