import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runSession } from "../experiment/run-session.ts";
import { experimentOf, metricOf, optionsOf } from "../experiment/session-fixture.contract.ts";
import { makeFolder } from "../folder-fixture.ts";
import { listSessions } from "./evidence-folder.ts";
import { exportEvidence } from "./export-evidence.ts";
import { readEvidence, verifyEvidence } from "./read-evidence.ts";

test("evidence is found, read, verified and exported; what was changed is told with its line", async () => {
  await using folder = await makeFolder();
  const workspace = { root: folder.root, name: "folder" };
  expect(await listSessions(workspace)).toEqual([]);
  const program = ["sh", "-c", `echo '{"ms":[1.5,2],"right":{"a":true,"b":false}}'`] as const;
  const experiment = experimentOf(program, { metrics: [metricOf("ms")] });
  const { path, session, evidence } = await runSession(optionsOf(folder, experiment));
  expect(await listSessions(workspace, "small")).toEqual([{ experiment: "small", session, path }]);
  expect(await listSessions(workspace)).toHaveLength(1);
  const read = await readEvidence(workspace, path);
  expect(read).toMatchObject({ ok: true, evidence, isTorn: false });
  expect(await verifyEvidence(workspace, path)).toEqual([]);

  const [header = "", ...rows] = exportEvidence(evidence, "csv").trimEnd().split("\r\n");
  expect(header).toMatch(
    /^session,round,attempt,position,variant,isControl,startedAt,outcome,exitCode,reason,metric ms,wallMs,/,
  );
  expect(rows).toHaveLength(evidence.runs.length);
  expect(rows.find((row) => row.includes(",b,"))).toContain(",ok,0,,1.5 2,");
  expect(exportEvidence(evidence, "json")).toContain(`"session": "${session}"`);

  const text = await readFile(join(folder.root, path), "utf8");
  await folder.write(path, text.replace('"wallMs":', '"wallMs":1'));
  expect(await verifyEvidence(workspace, path)).toMatchObject([{ line: 2 }]);
  await folder.write(path, `${text}{"type":"ru`);
  expect(await readEvidence(workspace, path)).toMatchObject({ ok: true, evidence, isTorn: true, bytes: text.length });
  expect(await verifyEvidence(workspace, path)).toMatchObject([{ line: evidence.lines + 1, message: /cut off/ }]);
  await folder.write(path, text.replace('"version":1', '"version":7'));
  expect(await readEvidence(workspace, path)).toMatchObject({ ok: false, isNewer: true, problems: [{ line: 1 }] });
});

test("a cell of a spreadsheet is never a formula", async () => {
  await using folder = await makeFolder();
  const { evidence } = await runSession(optionsOf(folder, experimentOf(["sh", "-c", "exit 1"])));
  const runs = evidence.runs.map((run) => ({ ...run, reason: '=1+"a",2' }));
  expect(exportEvidence({ ...evidence, runs }, "csv")).toContain(`,"'=1+""a"",2",`);
});
