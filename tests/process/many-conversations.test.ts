// One model file asked by many at once and stopped at any moment, through the whole program: bridge, process and SDK.
// Counts come from NOMOUS_LLAMA_ROUNDS; how long a Stop takes is printed, because a shared machine proves no time.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { type AnswerView, type Client, type ModelsState, systemRuntime } from "@nomous/client";
import { createSeededRandom, lacks, makeTinyGguf, recital } from "@nomous/testkit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Asked, ask, prompt } from "../support/ask.ts";
import { isShort } from "../support/long.ts";
import { type Connected, Desk } from "../support/desk.ts";
import { childrenOf, isAlive } from "../support/process-tree.ts";

const ROUNDS = Number(process.env["NOMOUS_LLAMA_ROUNDS"] ?? 3);
const SEED = Number(process.env["NOMOUS_LLAMA_SEED"] ?? 1);
const CERTAIN = { temperature: 0, retrieval: false } as const;
/** Slow enough to be met while it reads and while it writes. */
const SLOW = { dim: 256, layers: 4, ffn: 768, contextTokens: 4_096 } as const;

const { clock } = systemRuntime;
let desk: Desk;
let workspace: string;

beforeEach(() => {
  desk = new Desk();
  workspace = desk.path("a folder");
  mkdirSync(workspace);
});
afterEach(() => desk.end());

const serve = (path: string): Promise<Connected> => desk.connect(workspace, { serveOptions: ["--model", path] });

function modelFile(options: Parameters<typeof makeTinyGguf>[0]): string {
  const path = desk.path("model.gguf");
  writeFileSync(path, makeTinyGguf(options).file);
  return path;
}

/** The first value for which `isDue`; the stream is followed only until then. */
function modelsWhen(client: Client, isDue: (state: ModelsState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const latest = client.latest("models");
    const look = (): void => {
      const state = latest.current();
      if (state === undefined || !isDue(state)) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = latest.subscribe(look);
    look();
  });
}

const isFree = ({ runs }: ModelsState): boolean =>
  runs.every(({ waiting, slots }) => waiting === 0 && slots.every(({ doing }) => doing === "idle"));

const wordsIn = (text: string): number => (text === "" ? 0 : text.split(" ").length);

test("eight conversations at once get their exact answers, and none gets twice as much as another", async () => {
  const sentence = recital(400);
  const { client } = await serve(modelFile({ phrase: sentence, dim: 256 }));
  await ask(client, "Warm up.", { settings: { ...CERTAIN, maxTokens: 1 } });
  const written = Array<number>(8).fill(0);
  const shares: { readonly least: number; readonly most: number }[] = [];
  const asked = await Promise.all(
    written.map((_, index) =>
      prompt(client, `Question ${index}.`, {
        settings: CERTAIN,
        seen({ text }) {
          written[index] = wordsIn(text);
          const [least, most] = [Math.min(...written), Math.max(...written)];
          // When the first is done, the others go on alone.
          if (least >= 50 && most < 400) shares.push({ least, most });
        },
      }),
    ),
  );
  const answers = await Promise.all(asked.map(({ ended }) => ended));
  expect(answers.map(({ text }) => text)).toEqual(written.map(() => sentence));
  expect(answers.map(({ end }) => end?.reason)).toEqual(written.map(() => "done"));
  expect(shares.length).toBeGreaterThan(10);
  expect(Math.max(...shares.map(({ least, most }) => most / least))).toBeLessThanOrEqual(2);
  // Each has its place: whoever goes on is not read again.
  const second = await Promise.all(
    asked.map(({ conversation, answer }) =>
      ask(client, "Again.", { conversation, parent: answer, settings: { ...CERTAIN, maxTokens: 5 } }),
    ),
  );
  for (const { stats } of second) expect(stats?.reusedTokens).toBeGreaterThan(400);
});

interface Stopped {
  readonly stage: string;
  /** From the Stop of the person to the last piece that came; 0 when none came any more. */
  readonly lastMs: number;
  /** Until all places are shown as free. */
  readonly freeMs: number;
  readonly endMs: number;
}

test.skipIf(isShort())(
  `an answer is stopped at ${ROUNDS} moments, while its prompt is read too, and its place is free again`,
  async () => {
    const { client } = await serve(modelFile(SLOW));
    const random = createSeededRandom(SEED);
    const begin = async (round: number, seen?: (view: AnswerView) => void): Promise<Asked> => {
      // Its beginning is different each time, so that all of it is read.
      const lines = Array.from({ length: 900 }, () => String.fromCharCode(97 + random.int(26)));
      writeFileSync(join(workspace, "long.txt"), lines.join("\n"));
      const settings = { ...CERTAIN, system: `Round ${round}.`, maxTokens: 60 };
      const attachments = [{ path: "long.txt" }];
      return prompt(client, `Round ${round}?`, { settings, attachments, ...(seen !== undefined && { seen }) });
    };
    const whole = await (await begin(0)).ended;
    expect(whole).toMatchObject({ end: { reason: "done" }, stats: { outputTokens: 60 } });
    expect(whole.stats?.prefillMs).toBeGreaterThan(whole.stats?.decodeMs ?? 0);
    const { prefillMs = 0, decodeMs = 0 } = whole.stats ?? {};
    const wholeMs = prefillMs + decodeMs;

    const stopped: Stopped[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      let last = { at: 0, length: 0 };
      let stage = "start";
      const asked = await begin(round, ({ text, progress }) => {
        stage = text === "" ? (progress?.stage ?? stage) : "decode";
        if (text.length > last.length) last = { at: clock.elapsed(), length: text.length };
      });
      await new Promise<void>((resolve) => void clock.after(random.int(Math.ceil(wholeMs)), resolve));
      const [stopAt, stage0] = [clock.elapsed(), stage];
      const isSlotFree = modelsWhen(client, isFree).then(() => clock.elapsed() - stopAt);
      const ended = asked.ended.then((view) => ({ view, ms: clock.elapsed() - stopAt }));
      await asked.stop();
      const [{ view, ms }, freeMs] = await Promise.all([ended, isSlotFree]);
      expect(["cancelled", "done"]).toContain(view.end?.reason);
      if (view.end?.reason === "done") continue;
      stopped.push({ stage: stage0, lastMs: Math.max(0, last.at - stopAt), freeMs, endMs: ms });
    }
    const after = await ask(client, "And now?", { settings: { ...CERTAIN, maxTokens: 5 } });
    expect(after).toMatchObject({ end: { reason: "done" }, stats: { outputTokens: 5 } });
    report(stopped);
    // Neither is a time that a busy machine could miss.
    expect(Math.max(...stopped.map(({ freeMs }) => freeMs))).toBeLessThan(10_000);
    expect(stopped.length).toBeGreaterThan(ROUNDS / 3);
  },
  900_000,
);

function report(stopped: readonly Stopped[]): void {
  for (const stage of new Set(stopped.map((one) => one.stage))) {
    const these = stopped.filter((one) => one.stage === stage);
    const of = (pick: (one: Stopped) => number): string => {
      const sorted = these.map(pick).toSorted((a, b) => a - b);
      const at = (share: number): string => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1);
      return `p50 ${at(0.5)} p90 ${at(0.9)} p99 ${at(0.99)} max ${at(1)}`;
    };
    process.stdout.write(
      `stop in ${stage} × ${these.length}, ms: last token ${of(({ lastMs }) => lastMs)}; end ${of(({ endMs }) => endMs)}; ` +
        `place free ${of(({ freeMs }) => freeMs)}\n`,
    );
  }
}

const SECONDS_TO_STOP = 10;

test.skipIf(isShort() || lacks(process.platform === "linux", "Linux, to look at processes"))(
  "a bridge that is told to stop while a model is loaded, reads or writes ends soon, keeps the words, and leaves nothing",
  async () => {
    const path = modelFile({ ...SLOW, dim: 512, heads: 8, kvHeads: 8, layers: 6 });
    writeFileSync(join(workspace, "long.txt"), "many words here\n".repeat(600));
    const stages: readonly ((view: AnswerView) => boolean)[] = [
      ({ progress }) => progress?.stage === "load",
      ({ progress }) => progress?.stage === "prefill" && progress.done > 0,
      ({ text }) => text !== "",
    ];
    let running = await serve(path);
    for (const [index, isThere] of stages.entries()) {
      const { bridge, client } = running;
      const there = Promise.withResolvers<void>();
      const attachments = index === 1 ? [{ path: "long.txt" }] : [];
      const { answer } = await prompt(client, "Go on.", {
        settings: CERTAIN,
        attachments,
        seen: (view) => isThere(view) && there.resolve(),
      });
      await there.promise;
      const children = await vi.waitFor(() => {
        const pids = childrenOf(bridge.pid).map(({ pid }) => pid);
        expect(pids).toHaveLength(1);
        return pids;
      });
      const text = client.answer(answer).current().text;
      const stopAt = clock.elapsed();
      bridge.child.kill("SIGTERM");
      expect(await bridge.result).toMatchObject({ exit: 0 });
      expect(clock.elapsed() - stopAt).toBeLessThan(SECONDS_TO_STOP * 1_000);
      expect(children.filter(isAlive)).toEqual([]);
      await client.close();

      running = await serve(path);
      const kept = running.client.answer(answer);
      const view = await new Promise<AnswerView>((resolve) => {
        const look = (): void => void (kept.current().status === "ended" && resolve(kept.current()));
        kept.subscribe(look);
        look();
      });
      expect(view.end?.reason).toBe("interrupted");
      expect(view.text.startsWith(text)).toBe(true);
    }
  },
);
