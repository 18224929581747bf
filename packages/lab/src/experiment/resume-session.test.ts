import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeEvidence } from "@nomous/workbench/experiments";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { runSession } from "./run-session.ts";
import { experimentOf, optionsOf, pause, printing } from "./session-fixture.contract.ts";

test("who waited to go on with a session looks again when it is their turn, and cuts nothing off that was written meanwhile", async () => {
  await using folder = await makeFolder();
  const experiment = experimentOf(printing("1"), { design: { looks: [3] } });
  const begun = Promise.withResolvers<string>();
  const waits = Promise.withResolvers<void>();
  const held = (ms: number, signal?: AbortSignal): Promise<void> =>
    Promise.race([waits.promise, pause(60_000, signal)]).then(() => pause(ms, signal));
  const first = runSession(
    optionsOf(folder, experiment, {
      pause: held,
      onLine: (_, record) => void (record.type === "session" && begun.resolve(record.session)),
    }),
  );
  const resume = await begun.promise;
  const second = runSession(optionsOf(folder, experiment, { resume, onNote: () => waits.resolve() }));
  await expect(second).rejects.toMatchObject({
    code: "resume",
    message: expect.stringContaining("is complete") as string,
  });
  const { path, evidence } = await first;
  expect(decodeEvidence(await readFile(join(folder.root, path), "utf8"))).toEqual({
    ok: true,
    evidence,
    tornFrom: null,
  });
  expect((await readdir(join(folder.root, "evidence/small"))).filter((name) => name.includes("torn"))).toEqual([]);
});
