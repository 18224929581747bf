import { ITEM, type Item, JobEvent, newJobId, utf8 } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import { openStreams } from "../stream/streams-fixture.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { Jobs } from "./jobs.ts";

const runtime = { clock: new FakeClock(), random: createSeededRandom(5) };
const job = newJobId(runtime);
const actor = { person: "Ada", client: "a".repeat(22) };
const json = (value: unknown): Item => ({ atMs: 5, kind: ITEM.json, data: utf8(JSON.stringify(value)) });
const event = (value: JobEvent): Item => json(JobEvent.parse(value));
const text = (value: string): Item => ({ atMs: 6, kind: ITEM.text, data: utf8(value) });
const QUEUED = {
  type: "queued",
  job,
  kind: "experiment",
  title: "ws-batch",
  document: "docs/spike.md",
  at: 1,
  actor,
} as JobEvent;

/** A job in front of a bridge that speaks by hand. */
async function setUp() {
  const clock = new FakeClock();
  const { streams, open, answer, subs } = openStreams(clock);
  const jobs = new Jobs({ clock, storage: createMemoryStorage(), streams });
  const view = jobs.job(job);
  const seen: string[] = [];
  view.subscribe(() => seen.push(view.current().status));
  await clock.settle();
  const say = async (firstSeq: number, items: readonly Item[]): Promise<void> => {
    streams.frame({ channel: 1, firstSeq, isReplay: false, items: [...items] }, 10);
    await clock.advance(200);
  };
  return { jobs, view, seen, clock, streams, open, answer, subs, say };
}

describe("a job", () => {
  it("[J3] is read as a whole by who comes later: how it stands, what it made, what it noted, how it ended", async () => {
    const { view, open, say } = await setUp();
    const sub = await open();
    expect(sub).toMatchObject({ sid: `job/${job}`, from: "start" });
    await say(1, [event(QUEUED), event({ type: "started", at: 2 }), text('{"type":"session"}\n')]);
    expect(view.current()).toMatchObject({ job: { state: "running" }, text: '{"type":"session"}\n', end: undefined });
    const progress = { done: 1, total: 48, words: "round 1 of 16" };
    await say(4, [
      event({ type: "note", words: "The load is high." }),
      event({ type: "progress", progress }),
      text("{}"),
    ]);
    expect(view.current()).toMatchObject({
      job: { progress },
      notes: [{ at: 1_005, words: "The load is high." }],
      text: '{"type":"session"}\n{}',
    });
    const outcome = { state: "done", message: "Better." } as const;
    await say(7, [
      event({ type: "ended", at: 9, outcome }),
      { atMs: 9, kind: ITEM.end, data: utf8(JSON.stringify({ reason: "done", count: 7 })) },
    ]);
    expect(view.current()).toMatchObject({
      status: "live",
      job: { state: "done", message: "Better.", endedAt: 9 },
      end: { reason: "done", count: 7 },
    });
  });

  it("that is not there yet is looked for again when the outbox or the connection changes", async () => {
    const { jobs, view, open, answer, subs, clock } = await setUp();
    await open({ channel: 0, mode: "reset", why: "not-found" });
    await clock.advance(20);
    expect(view.current()).toMatchObject({ status: "missing", job: undefined });
    jobs.touch();
    await clock.settle();
    const [again] = subs();
    expect(again).toMatchObject({ sid: `job/${job}` });
    answer(again?.ref ?? 0, { sid: `job/${job}` as never });
    await clock.advance(20);
    expect(view.current().status).not.toBe("missing");
  });

  it("[V3] leaves out what a newer bridge says of it", async () => {
    const { view, open, say } = await setUp();
    await open();
    await say(1, [event(QUEUED), json({ type: "paused" }), text("one")]);
    expect(view.current()).toMatchObject({ job: { state: "queued" }, text: "one" });
  });

  it("is the same object for the same id, and its value the same until something changed", async () => {
    const { jobs, view, open, say } = await setUp();
    await open();
    await say(1, [event(QUEUED)]);
    expect(jobs.job(job)).toBe(view);
    const before = view.current();
    jobs.touch();
    expect(view.current()).toBe(before);
  });
});
