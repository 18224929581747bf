import { FakeClock } from "@nomous/testkit";
import type { QueryResult } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { KeptAnswers } from "./kept-answers.ts";

const open = (storage = createMemoryStorage()) => {
  const clock = new FakeClock(1_000);
  return { clock, storage, answers: new KeptAnswers(clock, storage) };
};
const list = { tasks: [] };
type Survey = QueryResult<"workbench.survey">;
const NOTHING: Survey = { kinds: {}, texts: {}, folders: {}, commits: {}, approval: "unknown" };
const surveyed = (kinds: Survey["kinds"], rest: Partial<Survey> = {}): Survey => ({ ...NOTHING, kinds, ...rest });
const about = (paths: string[], commits: string[] = [], path = "a.md") => ({
  path,
  paths,
  commits,
});
const refuse = (): Promise<never> => Promise.reject(new Error("no"));

describe("kept answers", () => {
  it("the last answer to the same question is there, with its time", async () => {
    const { answers, clock } = open();
    expect(await answers.read("plan.verifications", { path: "a.md" })).toBeUndefined();
    await answers.keep("plan.verifications", { path: "a.md" }, list);
    await clock.advance(5);
    expect(await answers.read("plan.verifications", { path: "a.md" })).toEqual({ result: list, at: 1_000 });
    expect(await answers.read("plan.verifications", { path: "b.md" })).toBeUndefined();
  });

  it("arguments count by what they ask: not by their order, and not by whether the machine is looked at again", async () => {
    const { answers } = open();
    const files = { files: [], total: 3 };
    await answers.keep("workspace.files", { text: "x", limit: 5 }, files);
    expect((await answers.read("workspace.files", { limit: 5, text: "x" }))?.result).toEqual(files);
    const memory = { totalBytes: 2, freeBytes: 1 };
    const models = { revision: 1, models: [], problems: [], searched: [], memory, gpus: [], at: 0, chain: [] };
    await answers.keep("models.list", { refresh: true }, models);
    expect((await answers.read("models.list", {}))?.result).toEqual(models);
  });

  it("what a screen asks piece by piece is not kept", async () => {
    const { answers } = open();
    await answers.keep("document.history", { document: "x" as never, limit: 1 }, { entries: [], hasMore: false });
    expect(await answers.read("document.history", { document: "x" as never, limit: 1 })).toBeUndefined();
  });

  it("one that is damaged, or that another build understood, is none", async () => {
    const { answers, storage } = open();
    await answers.keep("plan.verifications", { path: "a.md" }, list);
    for (const json of ["{", "null", '{"tasks":[{"what":1}]}', ""]) {
      await storage.putAnswer('plan.verifications [["path","a.md"]]', { at: 1, json });
      expect(await answers.read("plan.verifications", { path: "a.md" })).toBeUndefined();
    }
    await answers.keep("plan.verifications", { path: "a.md" }, list);
    expect(await answers.read("plan.verifications", { path: "a.md" })).toBeDefined();
    for (const json of ["{", "null", "[null]", '[{"at":1,"survey":{}}]']) {
      await storage.putAnswer('workbench.survey [["path","a.md"]]', { at: 1, json });
      expect(await answers.read("workbench.survey", about(["a"]))).toBeUndefined();
    }
    await answers.keep("workbench.survey", about(["a"]), surveyed({ a: "file" }));
    expect(await answers.read("workbench.survey", about(["a"]))).toBeDefined();
  });

  it("a storage that refuses costs the answer and nothing else", async () => {
    const answers = new KeptAnswers(new FakeClock(), { readAnswer: refuse, putAnswer: refuse });
    await answers.keep("plan.verifications", { path: "a.md" }, list);
    expect(await answers.read("plan.verifications", { path: "a.md" })).toBeUndefined();
  });

  it("of what was surveyed for a document each piece is there under whatever question, with the time of the oldest that is asked for", async () => {
    const { answers, clock, storage } = open();
    const folder = surveyed({ "evidence/p": "folder" }, { folders: { "evidence/p": ["1.jsonl"] } });
    await answers.keep("workbench.survey", { ...about(["evidence/p"]), text: "before" }, folder);
    await clock.advance(5);
    const file = surveyed({ "evidence/p/1.jsonl": "file" }, { texts: { "evidence/p/1.jsonl": "{}" } });
    await answers.keep("workbench.survey", about(["evidence/p/1.jsonl"]), file);
    const next = new KeptAnswers(clock, storage);
    expect(await next.read("workbench.survey", about(["evidence/p/1.jsonl", "b.md"]))).toEqual({
      result: file,
      at: 1_005,
    });
    const both = { ...file, kinds: { ...folder.kinds, ...file.kinds }, folders: folder.folders };
    expect(await next.read("workbench.survey", about(["evidence/p", "evidence/p/1.jsonl"]))).toEqual({
      result: both,
      at: 1_000,
    });
    expect(await next.read("workbench.survey", about(["b.md"]))).toBeUndefined();
    expect(await next.read("workbench.survey", about(["evidence/p"], [], "b.md"))).toBeUndefined();
  });

  it("of a survey only what was there is kept, and what was told later takes the place of what was told before", async () => {
    const { answers } = open();
    const all = about(["a", "b", "c"], ["1f", "2f"]);
    const told = surveyed(
      { a: "file", b: "folder", c: "missing" },
      { texts: { a: "1" }, folders: { b: [] }, commits: { "1f": true, "2f": false }, approval: "none" },
    );
    await answers.keep("workbench.survey", all, told);
    expect((await answers.read("workbench.survey", all))?.result).toEqual(
      surveyed({ a: "file", b: "folder" }, { texts: { a: "1" }, commits: { "1f": true } }),
    );
    await answers.keep("workbench.survey", about(["a", "b"]), surveyed({ a: "missing", b: "file" }));
    expect((await answers.read("workbench.survey", all))?.result).toEqual(
      surveyed({ b: "file" }, { commits: { "1f": true } }),
    );
  });

  it("answers of one moment are kept one after the other, and what was told longest ago goes when there is too much", async () => {
    const { answers } = open();
    const large = (path: string): Promise<void> =>
      answers.keep(
        "workbench.survey",
        about([path]),
        surveyed({ [path]: "file" }, { texts: { [path]: "x".repeat(600_000) } }),
      );
    await Promise.all(["a", "b", "c"].map(large));
    const kept = await answers.read("workbench.survey", about(["a", "b", "c"]));
    expect(Object.keys(kept?.result.texts ?? {})).toEqual(["b", "c"]);
    expect(kept?.result.kinds).toEqual({ b: "file", c: "file" });
  });
});
