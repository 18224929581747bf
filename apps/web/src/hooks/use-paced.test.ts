import { FakeClock } from "@nomous/testkit";
import { expect, test } from "vitest";
import { paced } from "./use-paced.ts";

test("a hundred changes are told once in the time given, the last one too", async () => {
  const clock = new FakeClock();
  let value = 0;
  const listeners: (() => void)[] = [];
  const change = (): void => listeners.forEach((listener) => listener());
  const seen: number[] = [];
  const readable = paced(
    {
      current: () => value,
      subscribe(listener) {
        listeners.push(listener);
        return () => undefined;
      },
    },
    clock,
    100,
  );
  const stop = readable.subscribe(() => seen.push(readable.current()));
  for (let i = 1; i <= 100; i += 1) {
    value = i;
    change();
    await clock.advance(3);
  }
  await clock.advance(100);
  expect(seen).toEqual([34, 68, 100]);
  stop();
});
