import { World } from "./world.ts";
import { runScript } from "./script.ts";
import { judge } from "./verdict.ts";
let n = 0, m = 0;
const world = await World.create({ seed: 1, sabotage: { socket: (socket) => new Proxy(socket, { get(t, k) { if (k === "sendFrames") return (f: any) => { n++; if (n % 20 === 0) { m++; return t.sendFrames([...f, ...f]); } t.sendFrames(f); }; const v: any = Reflect.get(t, k); return typeof v === "function" ? v.bind(t) : v; } }) } });
await runScript(world, 120);
console.log("before", world.everyTab.map(t => JSON.stringify(t.client.counts())));
const problems = await judge(world);
console.log(n, m, problems, world.everyTab.map(t => JSON.stringify(t.client.counts())));
