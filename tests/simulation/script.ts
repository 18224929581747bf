// What people, networks and power supplies do to a world, drawn by its random generator.
import {
  conversationStream,
  CONVERSATIONS,
  generationStream,
  newConversationId,
  newestLeaf,
  newTurnId,
} from "@nomous/protocol";
import type { SeededRandom } from "@nomous/testkit";
import type { Tab } from "./tab.ts";
import type { World } from "./world.ts";

type Step = (world: World, random: SeededRandom) => unknown;

/** Each step with its weight. */
const STEPS: readonly (readonly [number, Step])[] = [
  [30, prompt],
  [5, rename],
  [3, (world, random) => onConversation(world, random, "conversation.delete")],
  [4, (world, random) => onConversation(world, random, "conversation.restore")],
  [6, cancel],
  [4, withdraw],
  [8, look],
  [3, (world, random) => someTab(world, random)?.ask()],
  [3, (world, random) => someTab(world, random)?.comeBack()],
  [3, (world, random) => world.clock.advance(random.int(90_000))],
  [5, (world, random) => some(world, random)?.cut()],
  [2, (world) => world.network.connections.forEach((connection) => connection.cut())],
  [3, (world, random) => some(world, random)?.halfOpen()],
  [4, (world, random) => some(world, random)?.stall(random.int(60_000), random.pick(["up", "down", undefined]))],
  [3, (world, random) => some(world, random)?.throttle("down", random.between(200, 20_000))],
  [4, (world, random) => void (world.network.nextConnect = random.pick(["refuse", "break", "accept", "accept"]))],
  [4, kill],
  [2, restart],
  [3, crashTab],
  [2, closeTab],
  [3, openTab],
  [2, (world, random) => world.clock.jump(random.between(-7_200_000, 7_200_000))],
];

const TOTAL = STEPS.reduce((sum, [weight]) => sum + weight, 0);

/** Runs `steps` random steps. */
export async function runScript(world: World, steps: number): Promise<void> {
  const random = world.random.fork("script");
  for (const tab of world.tabs) tab.follow(CONVERSATIONS);
  for (let i = 0; i < steps; i += 1) {
    await pickStep(random)(world, random);
    await world.clock.advance(random.chance(0.3) ? random.int(5) : random.int(2_000));
  }
}

function pickStep(random: SeededRandom): Step {
  let at = random.int(TOTAL);
  for (const [weight, step] of STEPS) {
    at -= weight;
    if (at < 0) return step;
  }
  return look;
}

const some = (world: World, random: SeededRandom) =>
  world.network.connections.length === 0 ? undefined : random.pick(world.network.connections);

const someTab = (world: World, random: SeededRandom): Tab | undefined =>
  world.tabs.size === 0 ? undefined : random.pick([...world.tabs]);

/** Somebody writes: at the end of what they see, or at an older place, so that branches come about. */
function prompt(world: World, random: SeededRandom): void {
  const tab = someTab(world, random);
  if (tab === undefined) return;
  const runtime = { clock: world.clock, random };
  const isNew = world.conversations.size === 0 || random.chance(0.25);
  const conversation = isNew ? newConversationId(runtime) : random.pick([...world.conversations]);
  const turn = newTurnId(runtime);
  const answer = newTurnId(runtime);
  const { tree } = tab.client.conversation(conversation).current();
  const isAtEnd = tree.turns.size === 0 || random.chance(0.8);
  const parent = isAtEnd ? newestLeaf(tree) : random.pick([...tree.turns.keys(), null]);
  const { text, answerText } = promptText(random, world.asked.size);
  world.conversations.add(conversation);
  world.answers.set(answer, conversation);
  if (answerText !== undefined)
    world.ledger.push({ type: "text.produced", sid: generationStream(answer), text: answerText });
  world.command(tab, "conversation.prompt", { conversation, turn, answer, parent, text, attachments: [] });
  tab.show(conversation);
  tab.watch(answer);
}

/** A prompt and, where the script knows it, the whole answer. */
function promptText(random: SeededRandom, n: number): { text: string; answerText: string | undefined } {
  if (random.chance(0.04)) return { text: "scripted: tokens=2000 rate=0", answerText: undefined };
  const count = random.chance(0.04) ? 2_000 : random.int(40);
  const words = Array.from({ length: count }, (_, k) => `${n}.${k} `).join("");
  const fail = random.chance(0.1) ? ` fail=${random.between(1, 20)}` : "";
  return { text: `scripted: rate=${random.pick([0, 5, 30, 300])} echo${fail}\n${words}`, answerText: words };
}

function rename(world: World, random: SeededRandom): void {
  const tab = someTab(world, random);
  if (tab === undefined || world.conversations.size === 0) return;
  const conversation = random.pick([...world.conversations]);
  world.command(tab, "conversation.rename", { conversation, title: `title ${world.asked.size}` });
}

function onConversation(
  world: World,
  random: SeededRandom,
  name: "conversation.delete" | "conversation.restore",
): void {
  const tab = someTab(world, random);
  if (tab === undefined || world.conversations.size === 0) return;
  world.command(tab, name, { conversation: random.pick([...world.conversations]) });
}

function cancel(world: World, random: SeededRandom): void {
  const tab = someTab(world, random);
  const answer = [...world.answers.keys()].at(-1 - random.int(3));
  if (tab !== undefined && answer !== undefined) world.command(tab, "stream.cancel", { sid: generationStream(answer) });
}

function withdraw(world: World, random: SeededRandom): void {
  const tab = someTab(world, random);
  const waiting = tab?.client.outbox.current().at(-1);
  if (tab !== undefined && waiting !== undefined) world.withdraw(tab, waiting.id);
}

/** Somebody opens a conversation that others write in. */
function look(world: World, random: SeededRandom): void {
  const tab = someTab(world, random);
  if (tab === undefined || world.conversations.size === 0) return;
  const [answer, conversation] = random.pick([...world.answers]);
  tab.show(conversation);
  tab.watch(answer);
  tab.follow(conversationStream(conversation));
  tab.follow(generationStream(answer));
}

async function kill(world: World, random: SeededRandom): Promise<void> {
  world.machine.kill();
  await world.clock.advance(random.int(10_000));
  void world.machine.start();
}

async function restart(world: World, random: SeededRandom): Promise<void> {
  if (!world.machine.isRunning) return;
  void world.machine.stop();
  await world.clock.advance(random.int(5_000));
  if (world.machine.isRunning) world.machine.kill();
  void world.machine.start();
}

function crashTab(world: World, random: SeededRandom): void {
  const tab = someTab(world, random);
  if (tab === undefined) return;
  tab.die();
  world.tabs.delete(tab);
}

async function closeTab(world: World, random: SeededRandom): Promise<void> {
  const tab = someTab(world, random);
  if (tab === undefined) return;
  world.tabs.delete(tab);
  await world.wait(tab.close());
}

async function openTab(world: World, random: SeededRandom): Promise<void> {
  if (world.tabs.size >= 5) return;
  const tab = await world.open(random.pick(world.profiles));
  tab.follow(CONVERSATIONS);
}
