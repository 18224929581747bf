import { LIMITS, type Runtime, utf8Length } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { expect, test } from "vitest";
import { FileTrouble } from "../document/document-source.ts";
import { openServices } from "../services-fixture.ts";
import type { ExperimentDesk } from "./experiment-desk.ts";

const runtime: Runtime = { clock: new FakeClock(), random: createSeededRandom(1) };
const PATH = "evidence/a/20261129T061500-3f2a91.jsonl";

const deskWith = (text: string): ExperimentDesk => ({
  list: async () => ({ experiments: [], unread: [] }),
  plan: async () => ({ plan: null, problems: [] }),
  async evidence(path) {
    if (path !== PATH) throw new FileTrouble("forbidden", `${path} is no evidence of this workspace.`);
    return text;
  },
});

test("an evidence file is read in pages that a frame holds, and is whole again", async () => {
  const text = `{"text":"${"\u0001€😀".repeat(300_000)}"}\n`;
  const bridge = await openServices(runtime, { experiments: deskWith(text) });
  let read = "";
  do {
    const { result } = await bridge.ask("experiment.evidence", { path: PATH, from: read.length });
    expect(utf8Length(JSON.stringify(result))).toBeLessThan(LIMITS.frameBytes);
    const page = result as { text: string; total: number };
    expect(page.total).toBe(text.length);
    expect(page.text).not.toBe("");
    read += page.text;
  } while (read.length < text.length);
  expect(read === text).toBe(true);
});

test("[Q3] a file that is no evidence is not read", async () => {
  const bridge = await openServices(runtime, { experiments: deskWith("") });
  const { error } = await bridge.ask("experiment.evidence", { path: "docs/plan.md", from: 0 });
  expect(error?.code).toBe("forbidden");
});

test("a bridge without experiments says so", async () => {
  const bridge = await openServices(runtime);
  expect((await bridge.ask("experiment.list", {})).error?.code).toBe("not-supported");
});
