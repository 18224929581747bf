// A browser that reads slowly, beside one that does not.
import { generationStream, LIMITS, newConversationId, newTurnId } from "@nomous/protocol";
import { expect, test } from "vitest";
import type { Tab } from "./tab.ts";
import { judge } from "./verdict.ts";
import { World } from "./world.ts";

test("[F2] a browser on a slow line delays nobody, is bounded in what it costs, and gets everything in the end", async () => {
  const world = await World.create({ seed: 1 });
  const { clock, network, ledger } = world;
  const [fast, slow] = [...world.tabs] as [Tab, Tab];
  const [, slowLine] = network.connections;
  slowLine?.throttle("down", 4_000);

  const runtime = { clock, random: world.random };
  const [conversation, turn, answer] = [newConversationId(runtime), newTurnId(runtime), newTurnId(runtime)];
  world.conversations.add(conversation);
  world.answers.set(answer, conversation);
  const text = "scripted: tokens=100000 rate=0";
  world.command(fast, "conversation.prompt", { conversation, turn, answer, parent: null, text, attachments: [] });
  await clock.runUntil(() => ledger.some(({ type }) => type === "command.acknowledged"), "the prompt is taken");

  const sid = generationStream(answer);
  const askedAt = clock.elapsed();
  fast.follow(sid);
  slow.follow(sid);
  await clock.runUntil(() => fast.hasRead(sid), "the fast browser has read everything");
  expect(clock.elapsed() - askedAt).toBeLessThan(30_000);
  expect(slow.hasRead(sid)).toBe(false);
  expect(slowLine?.peakBufferedBytes("down")).toBeLessThan(LIMITS.bufferedBytes + LIMITS.replaySliceBytes);

  await clock.runUntil(() => slow.hasRead(sid), "the slow browser has read everything", 3_600_000);
  expect(await judge(world)).toEqual([]);
});
