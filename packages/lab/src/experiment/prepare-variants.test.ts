import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { runSession } from "./run-session.ts";
import { experimentOf, optionsOf, printing } from "./session-fixture.contract.ts";

test("a program to recover with is looked for before the first round", async () => {
  await using folder = await makeFolder();
  const faults = [{ id: "killed", kind: "kill", afterMs: 0, forMs: 0, port: null, recover: ["nosuch"] }] as const;
  await expect(runSession(optionsOf(folder, experimentOf(printing("1"), { faults })))).rejects.toMatchObject({
    code: "command",
  });
  await expect(readdir(join(folder.root, "evidence"))).rejects.toThrow("ENOENT");
});
