// One simulated session, from the first tab to the oracle's verdict.
import { judge, type Outcome } from "./oracle.ts";
import { keptOf, suggestionsOf } from "./outcome.ts";
import { runScript } from "./script.ts";
import { type Sabotage, World } from "./world.ts";

const STEPS = 120;
const MINUTE = 60_000;
/** The first few say what is wrong; the rest follows from them. */
const MOST_TOLD = 12;

/** Everything that went wrong; nothing when all is well. The same seed is the same session. */
export async function simulate(seed: number, sabotage: Sabotage = {}): Promise<string[]> {
  const world = await World.create(seed, sabotage);
  await runScript(world, STEPS);
  const problems = await comeToRest(world);
  problems.push(...world.story.unansweredOf(new Set([...world.desks].map(({ author }) => author.name))));
  const outcome = await outcomeOf(world);
  await leave(world);
  if (world.network.connections.length > 0) problems.push(`${world.network.connections.length} sockets are left`);
  if (world.clock.timers > 0) problems.push(`${world.clock.timers} timers are left`);
  problems.push(...judge(world.story.events, outcome));
  return problems.length <= MOST_TOLD
    ? problems
    : [...problems.slice(0, MOST_TOLD), `and ${problems.length - MOST_TOLD} more`];
}

/** Heals everything, and waits until nobody has anything left to send and nothing changes any more. */
async function comeToRest(world: World): Promise<string[]> {
  const { clock, network, machine, folder, profiles, desks, story } = world;
  network.nextConnect = "accept";
  folder.gitEnds();
  if (!machine.isRunning) void machine.start();
  // An outbox is emptied by a tab of its profile only.
  for (const profile of profiles) await world.open(profile);
  for (let minutes = 0, before = ""; ; minutes += 1) {
    const restless = [...desks].filter(({ tab, author }) => !tab.isOnline || !author.isAtRest);
    const now = [story.events.length, folder.raw, ...[...desks].map(({ author }) => author.text)].join("\0");
    if (restless.length === 0 && now === before) return [];
    if (minutes === 30)
      return ["there is no rest", ...restless.map(({ author }) => `${author.name}: ${author.describe()}`)];
    before = now;
    await clock.advance(MINUTE);
  }
}

async function outcomeOf(world: World): Promise<Outcome> {
  const desks = [...world.desks];
  const document = desks[0]?.author.document;
  return {
    replicas: desks.map(({ author }) => ({ name: author.name, text: author.text ?? "" })),
    file: world.folder.raw,
    suggestions: document === undefined ? [] : suggestionsOf(document),
    kept: document === undefined ? [] : await world.wait(keptOf(document)),
  };
}

async function leave(world: World): Promise<void> {
  for (const { tab } of world.desks) await world.wait(tab.close());
  await world.wait(world.machine.stop());
  await world.clock.advance(3 * MINUTE);
}
