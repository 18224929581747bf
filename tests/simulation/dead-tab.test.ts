// Tabs of one browser send their common outbox one at a time; the one whose turn it is may die in the middle.
import { newConversationId } from "@nomous/protocol";
import { expect, test } from "vitest";
import type { Tab } from "./tab.ts";
import { judge } from "./verdict.ts";
import { World } from "./world.ts";

test("[C6] when a tab dies while it sends, another takes over, again and again", async () => {
  const world = await World.create({ seed: 1 });
  const { clock, network } = world;
  const [profile] = world.profiles;
  const [first] = [...world.tabs] as [Tab];
  if (profile === undefined) return;
  const second = await world.open(profile);
  await clock.runUntil(() => second.isOnline, "the second tab is online");
  const conversation = newConversationId({ clock, random: world.random });
  const say = (tab: Tab): void => world.command(tab, "conversation.restore", { conversation });

  network.connections[0]?.halfOpen();
  say(first);
  await clock.advance(20);
  expect(first.client.outbox.current().map(({ isSent }) => isSent)).toEqual([true]);
  first.die();
  world.tabs.delete(first);

  say(second);
  await clock.runUntil(() => second.client.outbox.current().length === 0, "the second tab has taken over", 20_000);
  say(second);
  await clock.runUntil(() => second.client.outbox.current().length === 0, "it goes on at once", 2_500);
  for (const connection of network.connections) connection.cut();
  say(second);
  await clock.runUntil(() => second.client.outbox.current().length === 0, "it goes on after a break", 5_000);
  expect(await judge(world)).toEqual([]);
});
