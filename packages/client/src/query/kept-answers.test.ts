import { FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { KeptAnswers } from "./kept-answers.ts";

const open = (storage = createMemoryStorage()) => {
  const clock = new FakeClock(1_000);
  return { clock, storage, answers: new KeptAnswers(clock, storage) };
};
const list = { tasks: [] };
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
  });

  it("a storage that refuses costs the answer and nothing else", async () => {
    const answers = new KeptAnswers(new FakeClock(), { readAnswer: refuse, putAnswer: refuse });
    await answers.keep("plan.verifications", { path: "a.md" }, list);
    expect(await answers.read("plan.verifications", { path: "a.md" })).toBeUndefined();
  });
});
