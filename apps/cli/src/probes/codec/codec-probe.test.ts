import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStillClock, measure, PLAIN_MS, samplesOf, SLOW_MS } from "../probe-fixture.ts";
import type { ProbeResult } from "../probe.ts";
import { CODEC } from "./codec-probe.ts";

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "nomous-codec-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const few = { passes: 3, warmup: 1 };

/** Node's own serialiser; it takes `ms` of the clock that stands at `globalThis` for each encoding. */
function v8Codec(ms: number): string {
  const path = join(folder, `takes-${ms}.mjs`);
  writeFileSync(
    path,
    `import { deserialize, serialize } from "node:v8";
     export const encode = (messages) => { globalThis.codecClock.pass(${ms}); return serialize(messages); };
     export const decode = deserialize;`,
  );
  return path;
}

/** Of one message, when each encoding of 128 of them takes so long. */
const microseconds = (ms: number): number => (ms * 1_000) / 128;

test("an encoder that takes 10 % longer is found to take 10 % longer", async () => {
  const clock = createStillClock();
  Object.assign(globalThis, { codecClock: clock });
  const measureSlow = (ms: number): Promise<ProbeResult> =>
    measure(CODEC, { codec: v8Codec(ms), batch: 128, passes: 2, warmup: 1 }, { clock });
  expect(await measureSlow(PLAIN_MS)).toMatchObject({ encode: [microseconds(20), microseconds(20)], decode: [0, 0] });
  expect(await measureSlow(SLOW_MS)).toMatchObject({ encode: [microseconds(22), microseconds(22)], decode: [0, 0] });
  Reflect.deleteProperty(globalThis, "codecClock");
});

test("bytes are those of the encoded messages, and a frame of ours needs fewer than JSON", async () => {
  writeFileSync(join(folder, "two.jsonl"), '{"a":1}\n\n{"b":"ü"}\n');
  const given = { corpus: "two.jsonl", ...few };
  const inText = '{"channel":1,"firstSeq":1,"items":[]}'.length;
  expect(await measure(CODEC, { codec: "json", ...given }, { cwd: folder })).toMatchObject({
    bytes: inText + (7 + 10) / 2,
  });
  const frame = await measure(CODEC, { codec: "nomous", ...given }, { cwd: folder });
  expect(frame["bytes"]).toBeLessThan(20);
  const batched = await measure(CODEC, { codec: "nomous", ...given, batch: 2 }, { cwd: folder });
  expect(Number(batched["bytes"])).toBeLessThan(Number(frame["bytes"]));
  expect(samplesOf(frame["decode"])).toHaveLength(3);
});

test("a codec that is missing, is none, or forgets something fails in one line that says what to do", async () => {
  await expect(measure(CODEC, { codec: "./none.mjs" }, { cwd: folder })).rejects.toThrow(
    /none\.mjs cannot be used.*: give json/,
  );
  writeFileSync(join(folder, "empty.mjs"), "export const encode = 1;");
  await expect(measure(CODEC, { codec: "./empty.mjs" }, { cwd: folder })).rejects.toThrow(/exports no functions/);
  writeFileSync(join(folder, "forgets.mjs"), "export const encode = () => ''; export const decode = () => [];");
  await expect(measure(CODEC, { codec: "./forgets.mjs" }, { cwd: folder })).rejects.toThrow(/decodes something else/);
  writeFileSync(join(folder, "bad.jsonl"), '{"a":1}\n{"a":\n');
  await expect(measure(CODEC, { codec: "json", corpus: "bad.jsonl" }, { cwd: folder })).rejects.toThrow(
    /bad\.jsonl:2 is no JSON/,
  );
  await expect(measure(CODEC, { codec: "json", corpus: "none" }, { cwd: folder })).rejects.toThrow(/does not exist/);
});
