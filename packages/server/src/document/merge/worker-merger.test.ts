import type { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { StateGone } from "../merger.ts";
import { createLogFixture } from "./log-fixture.ts";
import { mergerContract } from "./merger.contract.ts";
import { createWorkerMerger } from "./worker-merger.ts";

mergerContract("in a thread", createWorkerMerger);

const KEY = "document/1";

test("the thread is sent only what it lacks", async () => {
  const log = createLogFixture(KEY);
  const merger = createWorkerMerger(log.read);
  log.append(await merger.seed("one\n", 1), 2);
  await merger.text(log.state);
  log.type("one\ntwo\n", 2);
  expect(await merger.text(log.state)).toBe("one\ntwo\n");
  expect(log.reads).toEqual({ calls: 2, updates: 2 });
  expect(log.state.upTo).toBe(2);
  await merger.close();
});

test("why a log cannot be read reaches the caller, and the next call tries again", async () => {
  const log = createLogFixture(KEY);
  let trouble: Error | undefined;
  const merger = createWorkerMerger((...wanted) => {
    if (trouble !== undefined) throw trouble;
    return log.read(...wanted);
  });
  log.append(await merger.seed("one\n", 1), 2);
  trouble = new Error("item 1 is damaged");
  await expect(merger.text(log.state)).rejects.toBe(trouble);
  trouble = new StateGone(KEY, 1);
  await expect(merger.text(log.state)).rejects.toBeInstanceOf(StateGone);
  trouble = undefined;
  expect(await merger.text(log.state)).toBe("one\n");
  await merger.close();
});

test("calls that are under way when the thread dies fail, and the next one starts another", async () => {
  const threads: Worker[] = [];
  const onWorker = (worker: Worker): void => void threads.push(worker);
  process.on("worker", onWorker);
  const log = createLogFixture(KEY);
  const started = Promise.withResolvers<void>();
  let isStuck = true;
  const merger = createWorkerMerger(async function* (...wanted) {
    started.resolve();
    if (isStuck) await new Promise(() => undefined);
    yield* log.read(...wanted);
  });
  log.append(await merger.seed("one\n", 1), 2);
  const failed = merger.text(log.state).catch(String);
  await started.promise;
  await threads[0]?.terminate();
  expect(await failed).toContain("has ended");
  isStuck = false;
  expect(await merger.text(log.state)).toBe("one\n");
  expect(threads).toHaveLength(2);
  await merger.close();
  process.off("worker", onWorker);
});

test("a closed merger takes no call, and fails those under way", async () => {
  const log = createLogFixture(KEY);
  const merger = createWorkerMerger(async function* (...wanted) {
    await new Promise(() => undefined);
    yield* log.read(...wanted);
  });
  const failed = merger.text({ key: KEY, upTo: 1, plus: [] }).catch(String);
  await merger.close();
  expect(await failed).toContain("has ended");
  await expect(merger.seed("", 1)).rejects.toThrow("closed");
});
