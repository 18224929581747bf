// Would anybody notice? Each bridge here is broken in one rare way, and the simulation must say so.
import { createSeededRandom } from "@nomous/testkit";
import { expect, test } from "vitest";
import { isShort } from "../support/long.ts";
import type { Sabotage } from "./machine.ts";
import { simulate } from "./simulate.ts";

const random = createSeededRandom(1);

test.skipIf(isShort()).for<[string, Sabotage, RegExp]>([
  [
    "drops a frame in two hundred",
    {
      socket: (socket) =>
        replacing(socket, {
          sendFrames: (frames) => socket.sendFrames(frames.filter(() => !random.chance(0.005))),
        }),
    },
    /"gaps":[1-9]|^behind/,
  ],
  [
    "sends a frame in two hundred twice",
    {
      socket: (socket) =>
        replacing(socket, {
          sendFrames: (frames) =>
            socket.sendFrames(frames.flatMap((frame) => (random.chance(0.005) ? [frame, frame] : [frame]))),
        }),
    },
    /"repeatedItems":[1-9]/,
  ],
  [
    "acknowledges before it commits",
    {
      storage: (storage, process) =>
        replacing(storage, {
          async commit(commit) {
            const outcome = await storage.commit({ expect: commit.expect ?? [] });
            if (outcome.status !== "committed") return outcome;
            process.clock.after(300, () => void storage.commit(commit));
            return outcome;
          },
        }),
    },
    /^(lost|no-effect)/,
  ],
  [
    "forgets which commands it has applied",
    { storage: (storage) => replacing(storage, { commit: ({ dedup: _dedup, ...commit }) => storage.commit(commit) }) },
    /^(two-effects|two-answers|effect-of-refused)/,
  ],
  [
    "loses a commit in two hundred",
    {
      storage: (storage) =>
        replacing(storage, {
          commit: async (commit) => (random.chance(0.005) ? { status: "committed" } : storage.commit(commit)),
        }),
    },
    /^(lost|no-effect)/,
  ],
])("a bridge that %s is caught", async ([, sabotage, complaint]) => {
  const problems: string[] = [];
  for (let seed = 1; seed <= 25 && !problems.some((problem) => complaint.test(problem)); seed += 1)
    problems.push(...(await simulate(seed, sabotage)));
  expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(complaint)]));
});

/** `port` with some methods of its own. */
function replacing<Port extends object>(port: Port, own: Partial<Port>): Port {
  return new Proxy(port, {
    get(target, key) {
      if (key in own) return own[key as keyof Port];
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function"
        ? (...args: unknown[]) => Reflect.apply(value, target, args) as unknown
        : value;
    },
  });
}
