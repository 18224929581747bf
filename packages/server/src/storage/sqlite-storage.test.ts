import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { createSqliteStorage } from "./sqlite-storage.ts";
import { describeStorage } from "./storage.contract.ts";

const runtime = { clock: new FakeClock(), random: createSeededRandom(1) };

describeStorage("sqlite storage", () => {
  const directory = mkdtempSync(join(tmpdir(), "nomous-storage-"));
  return {
    open: () => createSqliteStorage({ directory, runtime }),
    remove: () => rm(directory, { recursive: true }),
  };
});
