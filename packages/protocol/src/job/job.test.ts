import { expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import type { JobId } from "../ids.ts";
import { growJob, isOver, type JobEvent, type JobSummary } from "./job.ts";

const actor = { person: "Ada", client: "c" } as Actor;
const job = "one" as JobId;
const queued: JobEvent = { type: "queued", job, kind: "experiment", title: "T", document: null, at: 1, actor };
const grow = (...events: JobEvent[]): JobSummary | undefined =>
  events.reduce(growJob, undefined as JobSummary | undefined);

test("a job tells who asked, how far it is, and how it ended", () => {
  const progress = { done: 1, total: 2, words: "round 1 of 2" };
  const running = grow(
    queued,
    { type: "started", at: 2 },
    { type: "progress", progress },
    { type: "note", words: "x" },
  );
  expect(running).toEqual({
    id: job,
    kind: "experiment",
    title: "T",
    document: null,
    state: "running",
    actor,
    createdAt: 1,
    startedAt: 2,
    endedAt: null,
    cancelledBy: null,
    progress,
    message: "",
  });
  const ended = growJob(running, { type: "ended", at: 3, outcome: { state: "failed", message: "No such command." } });
  expect(ended).toEqual({ ...running, state: "failed", message: "No such command.", endedAt: 3 });
});

test("it is over with its end only, not with the wish that it should", () => {
  const states = [
    grow(queued),
    grow(queued, { type: "started", at: 2 }, { type: "cancelled", at: 3, actor }),
    grow(queued, { type: "ended", at: 3, outcome: { state: "stopped", message: "" } }),
  ];
  expect(states.map((one) => one && isOver(one))).toEqual([false, false, true]);
  expect(states[1]?.cancelledBy).toEqual(actor);
});

test("nothing comes of an event before the first, and of a second beginning", () => {
  expect(grow({ type: "started", at: 2 })).toBeUndefined();
  expect(grow(queued, { ...queued, title: "other" })).toEqual(grow(queued));
});
