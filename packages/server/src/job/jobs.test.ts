import {
  type CommandResult,
  JobEvent,
  type JobId,
  LIMITS,
  newCommandId,
  newJobId,
  type Runtime,
  type Scope,
} from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { CALLER, interceptCommits } from "../services-fixture.ts";
import { createMemoryDisk } from "../storage/memory-storage.ts";
import { type Storage, StorageError } from "../storage/storage.ts";
import { createFakeKind, openJobs } from "./job-fixture.ts";

const makeRuntime = (seed = 3): Runtime & { clock: FakeClock } => ({
  clock: new FakeClock(),
  random: createSeededRandom(seed),
});

const UNEXPECTED = "The job failed unexpectedly. The bridge's log says more.";

async function open(options: Parameters<typeof openJobs>[1] & { isDeaf?: boolean } = {}) {
  const runtime = makeRuntime();
  const { kind, begun } = createFakeKind(options);
  const bridge = await openJobs(runtime, { ...options, kind });
  const start = async (name: string, id = newJobId(runtime)): Promise<JobId> => {
    const { status, error } = await bridge.send("job.start", { job: id, kind: "fake", args: { name } });
    if (status !== "applied") throw new Error(error?.message);
    await runtime.clock.settle();
    return id;
  };
  const cancel = async (job: JobId): Promise<CommandResult> => {
    const result = await bridge.send("job.cancel", { job });
    await runtime.clock.settle();
    return result;
  };
  const states = (): string[] => bridge.list().jobs.map(({ title, state }) => `${title} ${state}`);
  const work = (name: string) => {
    const found = begun.find((one) => one.name === name);
    if (found === undefined) throw new Error(`${name} has not begun`);
    return found;
  };
  return { ...bridge, runtime, clock: runtime.clock, kind, begun, start, cancel, states, work };
}

describe("a job", () => {
  test("[J1] is in the log when its command is answered, and begins after that", async () => {
    const order: string[] = [];
    const { kind, begun } = createFakeKind();
    const runtime = makeRuntime();
    const bridge = await openJobs(runtime, {
      kind,
      wrap: (storage) =>
        interceptCommits(storage, ({ dedup, appends = [] }) => {
          order.push(`${dedup === undefined ? "" : "answer "}${appends.length} append, ${begun.length} begun`);
        }),
    });
    const job = newJobId(runtime);
    await bridge.send("job.start", { job, kind: "fake", args: { name: "a" } });
    await runtime.clock.settle();
    expect(order).toEqual(["answer 1 append, 0 begun", "1 append, 0 begun"]);
    expect(begun).toHaveLength(1);
    expect((await bridge.read(job)).events.map(({ type }) => type)).toEqual(["queued", "started"]);
  });

  test("[J2] runs alone; the others wait in the order in which they came, and everybody sees their place", async () => {
    const { start, states, work, list, clock, begun } = await open();
    await start("a");
    const ids = [await start("b"), await start("c")];
    expect(states()).toEqual(["Job a running", "Job b queued", "Job c queued"]);
    expect(list().queue).toEqual(ids);
    expect(begun.map(({ name }) => name)).toEqual(["a"]);
    work("a").end("done", "Fine.");
    await clock.settle();
    expect(states()).toEqual(["Job b running", "Job c queued", "Job a done"]);
    work("b").end("failed");
    await clock.settle();
    expect(states()).toEqual(["Job c running", "Job b failed", "Job a done"]);
  });

  test("[J3] its stream is what it said, in order, with how it ended just before END", async () => {
    const { start, read, work, list, clock } = await open();
    const job = await start("a");
    const a = work("a");
    void a.emit({ type: "note", words: "The machine is busy." });
    void a.emit({ type: "text", text: "one\n" });
    await clock.settle();
    void a.emit({ type: "progress", progress: { done: 1, total: 2, words: "round 1 of 2" } });
    void a.emit({ type: "text", text: "two\n" });
    await clock.settle();
    expect(list().jobs[0]).toMatchObject({ state: "running", progress: { done: 1, total: 2 } });
    void a.emit({ type: "text", text: "three\n" });
    a.end("done", "Better by 14 %.");
    await clock.settle();
    void a.emit({ type: "text", text: "too late\n" });
    await clock.settle();
    const written = await read(job);
    expect(written.text).toBe("one\ntwo\nthree\n");
    expect(written.events.map(({ type }) => type)).toEqual(["queued", "started", "note", "progress", "ended"]);
    expect(written.events.at(-1)).toMatchObject({ outcome: { state: "done", message: "Better by 14 %." } });
    expect(written.end).toEqual({ reason: "done", count: 8 });
    expect(list().jobs[0]).toMatchObject({ state: "done", message: "Better by 14 %.", document: "docs/a.md" });
    clock.assertNoTimers();
  });

  test("[J3] nothing of it is shown before it is durable", async () => {
    const gate = Promise.withResolvers<void>();
    let isShut = false;
    const { start, work, list, clock } = await open({
      wrap: (storage) => interceptCommits(storage, () => (isShut ? gate.promise : undefined)),
    });
    await start("a");
    isShut = true;
    void work("a").emit({ type: "progress", progress: { done: 1, total: 2, words: "" } });
    await clock.settle();
    expect(list().jobs[0]).toMatchObject({ progress: null });
    gate.resolve();
    await clock.settle();
    expect(list().jobs[0]).toMatchObject({ progress: { done: 1 } });
  });

  test("cuts text that is larger than an item, and words that nobody would read", async () => {
    const { start, read, work, clock } = await open();
    const job = await start("a");
    const text = "😀".repeat(LIMITS.itemBytes);
    void work("a").emit({ type: "text", text });
    void work("a").emit({ type: "note", words: "x".repeat(5_000) });
    work("a").end("failed", "y".repeat(5_000));
    await clock.settle();
    const written = await read(job);
    expect(written.text).toBe(text);
    for (const event of written.events) expect(JobEvent.safeParse(event).success).toBe(true);
    expect(written.events).toHaveLength(4);
  });

  test("that fails unexpectedly ends as failed, and the next one begins", async () => {
    const { start, read, work, clock, begun } = await open();
    const job = await start("a");
    await start("b");
    work("a").fail(new Error("secret path /home/ada"));
    await clock.settle();
    const { events, end } = await read(job);
    expect(events.at(-1)).toMatchObject({ outcome: { state: "failed", message: UNEXPECTED } });
    expect(JSON.stringify(events)).not.toContain("secret");
    expect(end?.reason).toBe("error");
    expect(begun).toHaveLength(2);
  });

  test("[J4] one that waits is cancelled at once, and never begins", async () => {
    const { start, cancel, read, states, work, clock, begun } = await open();
    await start("a");
    const job = await start("b");
    await start("c");
    expect((await cancel(job)).status).toBe("applied");
    expect(states()).toEqual(["Job a running", "Job c queued", "Job b stopped"]);
    expect((await read(job)).end).toMatchObject({ reason: "cancelled" });
    work("a").end("done");
    await clock.settle();
    expect(begun.map(({ name }) => name)).toEqual(["a", "c"]);
  });

  test("[J4] one that runs is told, ends when its work has let go, and what it made stays", async () => {
    const { start, cancel, read, list, work, clock, states } = await open({ isDeaf: true });
    const job = await start("a");
    await start("b");
    void work("a").emit({ type: "text", text: "one\n" });
    await cancel(job);
    expect(work("a").signal.aborted).toBe(true);
    expect(list().jobs[0]).toMatchObject({ state: "running", cancelledBy: CALLER.actor });
    expect((await cancel(job)).status).toBe("applied");
    work("a").end("stopped", "Stopped after 1 round.");
    await clock.settle();
    expect(states()).toEqual(["Job b running", "Job a stopped"]);
    const { text, events, end } = await read(job);
    expect(text).toBe("one\n");
    expect(events.filter(({ type }) => type === "cancelled")).toHaveLength(1);
    expect(end?.reason).toBe("cancelled");
    expect(await cancel(job)).toMatchObject({ status: "applied" });
    expect((await read(job)).events).toHaveLength(events.length);
  });

  test("[J4] work that says only that it was told to end has stopped, and not failed", async () => {
    const { start, cancel, read, work, clock } = await open({ isDeaf: true });
    const job = await start("a");
    const { signal } = work("a");
    signal.addEventListener("abort", () => work("a").fail(signal.reason as Error));
    await cancel(job);
    await clock.settle();
    expect((await read(job)).events.at(-1)).toMatchObject({ outcome: { state: "stopped" } });
  });

  test("[J5] what its kind refuses, an unknown kind and a second job of one id start nothing", async () => {
    const bridge = await open();
    const { start, list, runtime } = bridge;
    const taken = await start("a");
    const job = newJobId(runtime);
    const refusals = [
      await bridge.send("job.start", { job, kind: "fake", args: {} }),
      await bridge.send("job.start", { job, kind: "other", args: {} }),
      await bridge.send("job.start", { job: taken, kind: "fake", args: { name: "b" } }),
      await bridge.send("job.cancel", { job }),
    ];
    expect(refusals.map(({ error }) => error?.code)).toEqual([
      "invalid-arguments",
      "not-supported",
      "conflict",
      "not-found",
    ]);
    expect(list().jobs).toHaveLength(1);
  });

  test("[J5] more than the queue holds are refused", async () => {
    const { start, list } = await open();
    for (let i = 0; i <= LIMITS.queuedJobs; i += 1) await start(`${i}`);
    await expect(start("one more")).rejects.toThrow(`${LIMITS.queuedJobs} jobs wait already`);
    expect(list().queue).toHaveLength(LIMITS.queuedJobs);
  });

  test("[J7] the oldest that have ended go, streams and all, when there are too many", async () => {
    const { start, list, work, clock, journal, storage } = await open();
    const ids: JobId[] = [];
    for (let i = 0; i < LIMITS.keptJobs + 3; i += 1) {
      ids.push(await start(`${i}`));
      work(`${i}`).end("done");
      await clock.settle();
    }
    expect(await storage.records("job")).toHaveLength(LIMITS.keptJobs);
    expect(await journal.state(`job/${ids[2]}` as never)).toBeUndefined();
    expect(await journal.state(`job/${ids[3]}` as never)).toMatchObject({ head: 4 });
    expect(list().jobs[0]).toMatchObject({ id: ids.at(-1) });
  });

  test("the list holds as many as an item does, what is alive first", async () => {
    const { start, list, work, clock } = await open();
    for (let i = 0; i < LIMITS.keptJobs; i += 1) {
      await start(`${i}`);
      work(`${i}`).end("done", "€".repeat(LIMITS.jobWordsLength));
      await clock.settle();
    }
    await start("alive");
    const { jobs } = list();
    expect(jobs[0]).toMatchObject({ title: "Job alive" });
    expect(jobs.length).toBeLessThan(LIMITS.keptJobs);
    expect(jobs.length).toBeGreaterThan(10);
  });

  test.for(["jobs:read", "document:write"] satisfies Scope[])("[J8] is not started with %s alone", async (scope) => {
    const bridge = await open();
    const { runtime, list } = bridge;
    const args = { job: newJobId(runtime), kind: "fake", args: { name: "a" } };
    const result = await bridge.send("job.start", args, newCommandId(runtime), { ...CALLER, scopes: [scope] });
    expect(result).toMatchObject({ status: "rejected", error: { code: "forbidden" } });
    expect(list().jobs).toEqual([]);
  });
});

describe("a disk that refuses", () => {
  test("[J3] is tried again, and nothing that was said is lost", async () => {
    let isFull = false;
    const { start, read, work, clock } = await open({
      wrap: (storage) =>
        interceptCommits(storage, () => {
          if (isFull) throw new StorageError("full", "The disk is full.");
        }),
    });
    const job = await start("a");
    isFull = true;
    for (let i = 0; i < 20; i += 1) {
      void work("a").emit({ type: "text", text: `${i}\n` });
      await clock.advance(50);
    }
    expect((await read(job)).text).toBe("");
    isFull = false;
    await clock.advance(2_000);
    work("a").end("done");
    await clock.advance(2_000);
    expect((await read(job)).text).toBe(Array.from({ length: 20 }, (_, i) => `${i}\n`).join(""));
  });
});

describe("when the bridge ends", () => {
  test("[J6] as planned, what runs lets go and is interrupted, with what its kind says; what waits never begins", async () => {
    const { start, read, work, services, disk, clock, runtime, kind, begun } = await open();
    const [first, second] = [await start("a"), await start("b")];
    void work("a").emit({ type: "text", text: "one\n" });
    await services.stop();
    expect(await read(first)).toMatchObject({ text: "one\n", end: { reason: "interrupted" } });
    expect((await read(first)).events.at(-1)).toMatchObject({
      outcome: { state: "interrupted", message: "Resume goes on." },
    });
    clock.assertNoTimers();
    const again = await openJobs(runtime, { kind, disk });
    await clock.settle();
    expect((await again.read(second)).events.at(-1)).toMatchObject({
      outcome: { state: "interrupted", message: "The bridge ended before it began. Start it again." },
    });
    expect(begun).toHaveLength(1);
  });

  test("[J6] while a job is about to begin, its work never does", async () => {
    const gate = Promise.withResolvers<void>();
    let commits = 0;
    const bridge = await open({
      wrap: (storage) => interceptCommits(storage, () => ((commits += 1) === 2 ? gate.promise : undefined)),
    });
    const { read, services, runtime, begun, clock } = bridge;
    const job = newJobId(runtime);
    await bridge.send("job.start", { job, kind: "fake", args: { name: "a" } });
    const stopped = services.stop();
    gate.resolve();
    await clock.settle();
    await stopped;
    expect(begun).toEqual([]);
    expect((await read(job)).end).toMatchObject({ reason: "interrupted" });
  });

  test("[J6] work that does not let go is left behind after some seconds", async () => {
    const { start, read, services, clock } = await open({ isDeaf: true });
    const job = await start("a");
    const stopped = services.stop();
    await clock.advance(10_000);
    await stopped;
    expect((await read(job)).end).toMatchObject({ reason: "interrupted" });
  });

  test("[J6] after a crash a job of a kind that is not there any more has ended too", async () => {
    const { start, disk, runtime } = await open();
    const job = await start("a");
    const again = await openJobs(runtime, { disk, kind: { ...createFakeKind().kind, name: "other" } });
    expect((await again.read(job)).events.at(-1)).toMatchObject({ outcome: { state: "interrupted" } });
    const third = await openJobs(runtime, { disk });
    expect((await third.read(job)).events).toHaveLength(3);
  });

  test("[J6] [C8] at any commit, each job is in the log once, whole as far as it goes, and ended; a repetition starts no other", async () => {
    let survived = 0;
    for (let needed = Infinity; survived <= needed; survived += 1) {
      const crash = await crashAfter(survived);
      needed = crash.needed;
      expect(crash.wrong, `a crash after ${survived} commits`).toEqual([]);
    }
    expect(survived).toBeGreaterThan(10);
  });
});

const LINES = Array.from({ length: 5 }, (_, i) => `line ${i}\n`);

/** A bridge whose disk dies after `survived` commits, a start that dies within its recovery, and one that lives; says what is wrong then. */
async function crashAfter(survived: number): Promise<{ needed: number; wrong: string[] }> {
  const runtime = makeRuntime(survived + 1);
  const disk = createMemoryDisk();
  let commits = 0;
  const { kind, begun } = createFakeKind();
  const bridge = await openJobs(runtime, { kind, disk, wrap: mortal(survived, () => (commits += 1)) });
  const script = ["a", "b"].map((name) => ({ name, job: newJobId(runtime), id: newCommandId(runtime) }));
  const argsOf = ({ job, name }: (typeof script)[number]) => ({ job, kind: "fake", args: { name } });
  const results = await Promise.all(script.map((one) => bridge.send("job.start", argsOf(one), one.id)));
  for (const text of LINES) {
    await runtime.clock.settle();
    void begun[0]?.emit({ type: "text", text });
    void begun[0]?.emit({ type: "progress", progress: { done: 1, total: LINES.length, words: text } });
  }
  begun[0]?.end("done");
  await runtime.clock.settle();
  if (script[1] !== undefined) await bridge.send("job.cancel", { job: script[1].job });
  await runtime.clock.settle();

  await openJobs(runtime, { kind, disk, wrap: mortal(1) }).catch(() => undefined);
  const ran = begun.length;
  const again = await openJobs(runtime, { kind, disk });
  const wrong: string[] = [];
  const claim = (isTrue: boolean, what: string): void => {
    if (!isTrue) wrong.push(what);
  };
  for (const [i, { job, name, id }] of script.entries()) {
    const { text, events, end } = await again.read(job);
    const stored = (await again.storage.answered(CALLER.actor.client, id)).result;
    const listed = again.list().jobs.find((one) => one.id === job);
    const isThere = events.length > 0;
    claim(results[i]?.status !== "applied" || isThere, `${name} was answered and is gone`);
    claim((stored !== undefined) === isThere, `${name} and its result are not one`);
    claim((listed !== undefined) === isThere, `${name} and its record are not one`);
    claim((end !== null) === isThere, `${name} has not ended`);
    claim(!isThere || events.filter(({ type }) => type === "ended").length === 1, `${name} ended twice`);
    claim(LINES.join("").startsWith(text), `${name} has a hole`);
    const last = events.at(-1);
    claim(!isThere || (last?.type === "ended" && last.outcome.state === listed?.state), `${name} ended in two ways`);
    claim(listed?.state !== "done" || text === LINES.join(""), `${name} is done and not whole`);
  }
  await runtime.clock.settle();
  claim(begun.length === ran, "a job began by itself");
  for (const one of script) {
    const { status } = await again.send("job.start", argsOf(one), one.id);
    claim(status === "applied", `a repetition was ${status}`);
  }
  await runtime.clock.settle();
  claim(again.list().jobs.length === script.length, "a repetition started another job");
  return { needed: commits, wrong };
}

const mortal =
  (survived: number, counted: () => void = () => {}) =>
  (storage: Storage): Storage => {
    let commits = 0;
    return interceptCommits(storage, () => {
      commits += 1;
      counted();
      if (commits > survived) throw new StorageError("closed", "The process is gone.");
    });
  };
