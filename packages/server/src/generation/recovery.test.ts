import { newCommandId, type Runtime } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { scriptedToken } from "../engine/scripted-engine.ts";
import { CALLER, interceptCommits, openServices, promptArgs } from "../services-fixture.ts";
import { createMemoryDisk } from "../storage/memory-storage.ts";
import { type Storage, StorageError } from "../storage/storage.ts";

function makeRuntime(seed = 1): Runtime & { clock: FakeClock } {
  return { clock: new FakeClock(), random: createSeededRandom(seed) };
}

describe("after a crash", () => {
  test("[S11] an answer that was being written has ended as interrupted, with what was saved", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const args = promptArgs(runtime, "scripted: tokens=100 rate=100");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.advance(205);

    const { answer, conversation } = args;
    const again = await openServices(runtime, { disk: bridge.disk });
    const text = Array.from({ length: 20 }, (_, i) => scriptedToken(1, i + 1)).join("");
    expect(await again.answer(answer)).toMatchObject({ text, end: { reason: "interrupted", count: 21 } });
    const turn = (await again.tree(conversation)).turns.get(answer);
    expect(turn).toMatchObject({ outcome: { reason: "interrupted", text, count: 21, firstMs: 10, totalMs: 200 } });
    expect(await again.storage.records("generation")).toEqual([]);

    const head = (await again.journal.state(`generation/${answer}` as never))?.head;
    const third = await openServices(runtime, { disk: bridge.disk });
    expect((await third.journal.state(`generation/${answer}` as never))?.head).toBe(head);
  });

  test("[C8] at any commit, what was answered is there, nothing is half done, and a repetition completes it", async () => {
    let survived = 0;
    for (let needed = Infinity; survived <= needed; survived += 1) {
      const crash = await crashAfter(survived);
      needed = crash.needed;
      expect(crash.wrong, `a crash after ${survived} commits`).toEqual([]);
    }
    expect(survived).toBeGreaterThan(10);
  });
});

/**
 * Runs a script with a disk that dies after `survived` commits, a start that dies within its recovery, and one that lives;
 * says what is wrong then.
 */
async function crashAfter(survived: number): Promise<{ needed: number; wrong: string[] }> {
  const runtime = makeRuntime(survived + 1);
  const disk = createMemoryDisk();
  let commits = 0;
  const mortal = (storage: Storage): Storage =>
    interceptCommits(storage, () => {
      commits += 1;
      if (commits > survived) throw new StorageError("closed", "The process is gone.");
    });
  const bridge = await openServices(runtime, { disk, wrap: mortal });
  const first = promptArgs(runtime, "scripted: tokens=4 rate=100");
  const { conversation } = first;
  const second = promptArgs(runtime, "scripted: tokens=3 rate=100", { conversation, parent: first.answer });
  const other = promptArgs(runtime, "scripted: tokens=2 rate=100 fail=1");
  const script = [first, second, other].map((args) => ({ args, id: newCommandId(runtime) }));
  const results = await Promise.all(script.map(({ args, id }) => bridge.send("conversation.prompt", args, id)));
  await runtime.clock.advance(1_000);

  let recovered = 0;
  const dying = (storage: Storage): Storage =>
    interceptCommits(storage, () => {
      recovered += 1;
      if (recovered > 1) throw new StorageError("closed", "The process is gone.");
    });
  await openServices(runtime, { disk, wrap: dying }).catch(() => undefined);
  const again = await openServices(runtime, { disk });
  const wrong: string[] = [];
  const claim = (isTrue: boolean, what: string): void => {
    if (!isTrue) wrong.push(what);
  };
  claim((await again.storage.records("generation")).length === 0, "a generation is open");
  for (const [i, { args, id }] of script.entries()) {
    const { turns } = await again.tree(args.conversation);
    const { end, text } = await again.answer(args.answer);
    const turn = turns.get(args.answer);
    const outcome = turn?.role === "engine" ? turn.outcome : undefined;
    const stored = (await again.storage.answered(CALLER.actor.client, id)).result;
    claim(results[i]?.status !== "applied" || turns.has(args.turn), `prompt ${i} was answered and is gone`);
    claim((stored !== undefined) === turns.has(args.turn), `prompt ${i} and its result are not one`);
    claim(turns.has(args.answer) === turns.has(args.turn), `prompt ${i} is half there`);
    claim((end !== null) === turns.has(args.turn), `answer ${i} has not ended`);
    claim(outcome?.reason === end?.reason && outcome?.count === end?.count, `answer ${i} ended twice`);
    claim((outcome?.text ?? "") === text, `answer ${i} has two texts`);
  }
  for (const { turns, id } of (await again.list()).values())
    claim(turns === (await again.tree(id)).turns.size, "the list counts other turns");

  for (const { args, id } of script) {
    const { status } = await again.send("conversation.prompt", args, id);
    claim(status === "applied", `a repetition was ${status}`);
  }
  await runtime.clock.advance(1_000);
  claim((await again.tree(conversation)).turns.size === 4, "a repetition was applied twice");
  claim((await again.list()).size === 2, "a repetition made a conversation");
  return { needed: commits, wrong };
}
