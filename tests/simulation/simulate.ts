import type { Sabotage } from "./machine.ts";
import { runScript } from "./script.ts";
import { judge } from "./verdict.ts";
import { World } from "./world.ts";

const STEPS = 150;
/** The first few say what is wrong; the rest follows from them. */
const MOST_TOLD = 12;

/** One run; everything that went wrong in it, so nothing when all is well. The same seed is the same run. */
export async function simulate(seed: number, sabotage: Sabotage = {}): Promise<string[]> {
  const world = await World.create({ seed, sabotage });
  await runScript(world, STEPS);
  const problems = await judge(world);
  return problems.length <= MOST_TOLD
    ? problems
    : [...problems.slice(0, MOST_TOLD), `and ${problems.length - MOST_TOLD} more`];
}
