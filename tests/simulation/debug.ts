import { runScript } from "./script.ts";
import { judge } from "./verdict.ts";
import { World } from "./world.ts";
const world = await World.create({ seed: Number(process.argv[2]) });
await runScript(world, Number(process.env["STEPS"] ?? 150));
console.log(await judge(world));
const id = process.argv[3];
if (id) {
  for (const e of world.ledger) if (JSON.stringify(e).includes(id)) console.log(e);
  for (const a of world.asked.values())
    if (JSON.stringify(a).includes(id)) console.log(JSON.stringify(a).slice(0, 600));
}
if (process.argv[4]) {
  const m = new Map<string, unknown[]>();
  for (const e of world.ledger)
    if ("sid" in e && e.sid.includes(process.argv[3] ?? "") && "seq" in e && Number(e.seq) <= Number(process.argv[4])) {
      const k = "reader" in e ? e.reader : e.type;
      m.set(k, [...(m.get(k) ?? []), `${e.seq}:${e.content}`.slice(0, 40)]);
    }
  console.log(m);
}
