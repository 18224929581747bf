import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { SqliteWriter } from "./sqlite-writer.ts";

test("when the writer's thread dies, what waits for it and what comes later is refused", async () => {
  const writer = new SqliteWriter(
    new Worker("require('node:worker_threads').parentPort.on('message', () => process.exit(1))", { eval: true }),
  );
  const underWay = writer.commit({});
  await expect(underWay).rejects.toMatchObject({ code: "io" });
  await expect(writer.commit({})).rejects.toMatchObject({ code: "io" });
  await writer.close();
});
