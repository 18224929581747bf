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
