import { runScript } from "./script.ts";
import { judge } from "./verdict.ts";
import { World } from "./world.ts";
const [from, to, steps] = process.argv.slice(2).map(Number) as [number, number, number];
process.on("unhandledRejection", (e) => console.log("UNHANDLED", e));
for (let seed = from; seed <= to; seed++) {
  const t = performance.now();
  try {
    const world = await World.create({ seed });
    await runScript(world, steps);
    const fake = world.clock.elapsed();
    const p = await judge(world);
    if (p.length > 0 || process.env.V)
      console.log(
        seed,
        Math.round(performance.now() - t),
        Math.round(fake / 1000),
        world.ledger.length,
        world.asked.size,
        p.slice(0, 6),
      );
  } catch (e) {
    console.log(seed, e);
  }
}
console.log("done", from, to);
