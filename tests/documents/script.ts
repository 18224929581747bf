// What people, programs, git, networks and power supplies do to a document, drawn by the world's random generator.
import type { SeededRandom } from "@nomous/testkit";
import { REWRITES } from "./rewrite.ts";
import { newMarker, withMarker, markerOf } from "./tokens.ts";
import type { Desk, World } from "./world.ts";

type Step = (world: World, random: SeededRandom) => unknown;

/** Each step with its weight. */
const STEPS: readonly (readonly [number, Step])[] = [
  [30, (world, random) => someone(world, random)?.author.type()],
  [10, (world, random) => someone(world, random)?.author.remove()],
  [4, (world, random) => someone(world, random)?.author.edit()],
  [3, (world, random) => someone(world, random)?.author.replace()],
  [4, (world, random) => someone(world, random)?.author.suggest()],
  [5, (world, random) => someone(world, random)?.author.settle()],
  [12, rewrite],
  [3, truncate],
  [3, saveOld],
  [2, overtake],
  [2, commit],
  [4, checkOut],
  [3, (world, random) => world.clock.advance(random.int(90_000))],
  [5, (world, random) => line(world, random)?.cut()],
  [3, (world, random) => line(world, random)?.halfOpen()],
  [4, (world, random) => line(world, random)?.stall(random.int(60_000), random.pick(["up", "down", undefined]))],
  [3, (world, random) => void (world.network.nextConnect = random.pick(["refuse", "break", "accept", "accept"]))],
  [5, kill],
  [2, restart],
  [3, crashTab],
  [2, closeTab],
  [4, openTab],
  [2, (world, random) => world.clock.jump(random.between(-7_200_000, 7_200_000))],
];

const TOTAL = STEPS.reduce((sum, [weight]) => sum + weight, 0);

/** Runs `steps` random steps. */
export async function runScript(world: World, steps: number): Promise<void> {
  const random = world.random.fork("script");
  for (let i = 0; i < steps; i += 1) {
    await pickStep(random)(world, random);
    await world.clock.advance(random.chance(0.4) ? random.int(20) : random.int(2_500));
  }
}

function pickStep(random: SeededRandom): Step {
  let at = random.int(TOTAL);
  for (const [weight, step] of STEPS) {
    at -= weight;
    if (at < 0) return step;
  }
  return rewrite;
}

const line = ({ network: { connections } }: World, random: SeededRandom) =>
  connections.length === 0 ? undefined : random.pick(connections);

const someone = ({ desks }: World, random: SeededRandom): Desk | undefined =>
  desks.size === 0 ? undefined : random.pick([...desks]);

/** A program reads the file and writes it, in place or by rename: in one moment that is the same. */
function rewrite({ folder, story }: World, random: SeededRandom): void {
  const before = folder.raw;
  const after = random.pick(REWRITES)(before, random);
  story.write(before, after);
  folder.write(after);
}

/** A program empties the file first, and takes its time. */
async function truncate({ folder, story, clock }: World, random: SeededRandom): Promise<void> {
  const before = folder.raw;
  const after = random.pick(REWRITES)(before, random);
  folder.write("");
  await clock.advance(random.int(120));
  // The bridge may have written what it has meanwhile.
  story.discard(folder.raw, after);
  story.write(before, after);
  folder.write(after);
}

/** A program saves what it had opened some time ago. */
async function saveOld(world: World, random: SeededRandom): Promise<void> {
  const { folder, story, clock } = world;
  const opened = folder.raw;
  for (let i = random.int(3); i >= 0; i -= 1) {
    someone(world, random)?.author.type();
    await clock.advance(random.int(3_000));
  }
  const before = folder.raw;
  const after = withMarker(random.pick(REWRITES)(opened, random), markerOf(before) ?? "");
  story.write(before, after);
  folder.write(after);
}

/** A program writes into the file while the bridge replaces it. */
function overtake({ folder, story }: World, random: SeededRandom): void {
  folder.overtaken = (before) => {
    const after = random.pick(REWRITES)(before, random);
    if (after === before) return undefined;
    story.overtake(before, after);
    return after;
  };
}

/** git moves on and leaves the file as it is. */
function commit({ folder }: World, random: SeededRandom): void {
  folder.commit(`c${random.uint32()}`);
}

/** git brings the file of an earlier commit, as another branch has it now. */
async function checkOut({ folder, story, clock }: World, random: SeededRandom): Promise<void> {
  folder.isGitBusy = true;
  await clock.advance(random.int(60));
  const before = folder.raw;
  const marker = newMarker(random);
  const after = withMarker(random.pick(folder.commits), marker);
  story.write(before, after);
  story.checkOut(marker);
  folder.write(after);
  await clock.advance(random.int(60));
  folder.commit(`c${random.uint32()}`);
  folder.gitEnds();
}

async function kill({ machine, clock }: World, random: SeededRandom): Promise<void> {
  machine.kill();
  await clock.advance(random.int(10_000));
  void machine.start();
}

async function restart({ machine, clock }: World, random: SeededRandom): Promise<void> {
  if (!machine.isRunning) return;
  void machine.stop();
  await clock.advance(random.int(5_000));
  if (machine.isRunning) machine.kill();
  void machine.start();
}

function crashTab(world: World, random: SeededRandom): void {
  const desk = someone(world, random);
  if (desk === undefined) return;
  desk.tab.die();
  world.desks.delete(desk);
}

async function closeTab(world: World, random: SeededRandom): Promise<void> {
  const desk = someone(world, random);
  if (desk === undefined) return;
  world.desks.delete(desk);
  await world.wait(desk.tab.close());
}

async function openTab(world: World, random: SeededRandom): Promise<void> {
  if (world.desks.size < 5) await world.open(random.pick(world.profiles));
}
