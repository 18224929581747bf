import { createHash } from "node:crypto";
import { mkdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { parseMarkdown, readExperiments } from "@nomous/workbench";
import { expect, test } from "vitest";
import { openWorkbench } from "../check/open-workbench.ts";
import { makeFolder } from "../folder-fixture.ts";
import { fillFile } from "./fill-document.ts";
import { runSession } from "./run-session.ts";
import { optionsOf, pause } from "./session-fixture.contract.ts";

const SPIKE = `# Spike

\`\`\`yaml experiment
id: small
question: Is it so?
variants:
  - { id: a, run: [sh, -c, "echo '{\\"ms\\":1}'"] }
  - { id: b, run: [sh, -c, "echo '{\\"ms\\":2}'"] }
metrics:
  - { id: ms, unit: ms, better: lower, threshold: 5 % }
rounds: 1
warmup: 0
\`\`\`
`;

test("a chart takes the place of a link, is never written through one, and what is in its way is told", async () => {
  await using folder = await makeFolder({ "a.md": SPIKE, victim: "mine" });
  const [read] = readExperiments(parseMarkdown(SPIKE));
  if (read?.experiment == null) throw new Error("the experiment cannot be read");
  const { path } = await runSession(optionsOf(folder, read.experiment));
  const chart = (name: string): string => join(folder.root, path.replace(/jsonl$/, `${name}.svg`));
  await symlink(join(folder.root, "victim"), chart("pairs"));
  // Whoever reads this to its end never does.
  await symlink("/dev/zero", chart("ecdf"));
  const workbench = await openWorkbench({ root: folder.root, name: "folder" }, "2026-11-29");
  const { charts } = await fillFile(workbench, "a.md", { pause });
  expect(charts).toHaveLength(3);
  expect(await readFile(join(folder.root, "victim"), "utf8")).toBe("mine");
  expect(await readFile(chart("pairs"), "utf8")).toContain("<svg");
  await rm(chart("order"));
  await mkdir(chart("order"));
  await expect(fillFile(workbench, "a.md", { pause })).rejects.toMatchObject({ code: "unwritable" });
});

const PLAN = (hash: string): string => `---
nomous: plan
---

# Plan

## ML/AI Components

### Model requirements and versions

| Model | Version | Hash | Used for |
| ----- | ------- | ---- | -------- |
| whisper | v3 | \`sha256:${hash}\` | dictation |

## Performance Considerations

## Risks

| Risk | Likelihood | Impact | Mitigation |
| ---- | ---------- | ------ | ---------- |
| R1: a | low | high | b |
`;

test("a plan's pictures lie beside it, and the size of a model that it binds by hash is kept for who has no such file", async () => {
  const model = Buffer.alloc(1_500, 7);
  const hash = createHash("sha256").update(model).digest("hex").slice(0, 20);
  await using folder = await makeFolder({ "docs/plans/a.md": PLAN(hash), "models/x/m.gguf": model.toString("latin1") });
  const workbench = await openWorkbench({ root: folder.root, name: "folder" }, "2026-11-29");
  const text = (): Promise<string> => readFile(join(folder.root, "docs/plans/a.md"), "utf8");
  const { charts } = await fillFile(workbench, "docs/plans/a.md", { pause });
  expect(charts).toEqual(["docs/plans/a/risk-matrix.svg"]);
  expect(await readFile(join(folder.root, "docs/plans/a/risk-matrix.svg"), "utf8")).toContain("<svg");
  const filled = await text();
  expect(filled).toContain("1.5 kB (file of 1,500 bytes)");
  await rm(join(folder.root, "models"), { recursive: true });
  expect((await fillFile(workbench, "docs/plans/a.md", { pause })).isChanged).toBe(false);
  expect(await text()).toBe(filled);
});
