import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { makeMachine } from "../machine-fixture.ts";
import { createCrashMarks } from "./crash-marks.ts";

const ID = "llama/0123456789ab";
const CRASH = { at: 1, during: "load", how: "the process was killed by SIGABRT", lastWords: "GGML_ASSERT" } as const;

test("a mark is kept over restarts, counts, and is gone when it is cleared", async () => {
  await using machine = await makeMachine("linux");
  const path = machine.at("state/model-crashes.json");
  const open = () => createCrashMarks({ path, stampOf: () => "1" });
  await open().mark(ID, CRASH);
  await open().mark(ID, { ...CRASH, at: 2 });
  expect(open().get(ID)).toEqual({ ...CRASH, at: 2, count: 2 });
  await open().clear(ID);
  expect(open().get(ID)).toBeUndefined();
});

test("a file that was replaced starts anew", async () => {
  await using machine = await makeMachine("linux");
  let stamp: string | undefined = "first";
  const marks = createCrashMarks({ path: machine.at("m.json"), stampOf: () => stamp });
  await marks.mark(ID, CRASH);
  await marks.mark(ID, CRASH);
  stamp = "second";
  expect(marks.get(ID)).toBeUndefined();
  await marks.mark(ID, CRASH);
  expect(marks.get(ID)?.count).toBe(1);
});

test("before files were looked at, a mark holds; one made then holds for what the file turns out to be", async () => {
  await using machine = await makeMachine("linux");
  let stamp: string | undefined;
  const marks = createCrashMarks({ path: machine.at("m.json"), stampOf: () => stamp });
  await marks.mark(ID, CRASH);
  stamp = "known";
  expect(marks.get(ID)?.count).toBe(1);
  await marks.mark(ID, CRASH);
  stamp = undefined;
  expect(marks.get(ID)?.count).toBe(2);
});

test("what another bridge marked is not lost", async () => {
  await using machine = await makeMachine("linux");
  const path = machine.at("m.json");
  const [one, other] = [1, 2].map(() => createCrashMarks({ path, stampOf: () => "1" }));
  await one?.mark("llama/one", CRASH);
  await other?.mark("llama/other", CRASH);
  const after = createCrashMarks({ path, stampOf: () => "1" });
  expect([after.get("llama/one"), after.get("llama/other")]).toMatchObject([{ count: 1 }, { count: 1 }]);
});

test("a broken file counts as none and is replaced; clearing nothing writes nothing", async () => {
  await using machine = await makeMachine("linux");
  const path = await machine.write("state/m.json", "{torn");
  const marks = createCrashMarks({ path, stampOf: () => "1" });
  await marks.clear(ID);
  expect(await readFile(path, "utf8")).toBe("{torn");
  expect(await readdir(machine.at("state"))).toEqual(["m.json"]);
  await marks.mark(ID, CRASH);
  expect(createCrashMarks({ path, stampOf: () => "1" }).get(ID)?.count).toBe(1);
});
