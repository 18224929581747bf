// One simulated absence, from the text that all have to the oracle's verdict: people lose the bridge, write, load their pages again, see clocks jump,
// and come back in any order.
import type { LiveDocument } from "@nomous/client";
import type { SeededRandom } from "@nomous/testkit";
import { type Desk, type Sabotage, World } from "../world.ts";
import { decideAll, judgeDecisions } from "./decide.ts";
import { type AbsenceVerdict, judgeAbsence } from "./judge.ts";
import { type AbsencePlan, planAbsence, type PlannedEdit, textOf } from "./plan.ts";
import { plannedChange } from "./planned-change.ts";

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

/** The same seed is the same absence. */
export async function simulateAbsence(seed: number, sabotage: Sabotage = {}): Promise<AbsenceVerdict> {
  const world = await World.create(seed, sabotage);
  const random = world.random.fork("absence");
  const plan = planAbsence(random, world.profiles.length);
  await beginWith(world, textOf(plan.lines));
  const desks = [...world.desks];
  await loseTheBridge(world, desks, random);
  await writeApart(world, plan, random);
  await comeBack(world, random);
  const replicas = [...world.desks].map(({ author: { name, document, text } }) => ({
    name,
    text: text ?? "",
    conflicts: document.view.current().conflicts.map(({ conflict }) => conflict),
  }));
  const verdict = judgeAbsence(plan, { replicas, file: world.folder.raw });
  const decided = await decideApart(world, random);
  for (const { tab } of world.desks) await world.wait(tab.close());
  await world.wait(world.machine.stop());
  return { ...verdict, problems: [...verdict.problems, ...decided] };
}

/** The bridge is away once more, and two people decide what it told them. One browser has lost its storage before, and learns all of it anew. */
async function decideApart(world: World, random: SeededRandom): Promise<string[]> {
  const { clock, network, profiles, desks } = world;
  const [wiped, ...others] = profiles;
  if (wiped === undefined) throw new Error("nobody is there");
  for (const desk of desks)
    if (desk.tab.name.startsWith(`${wiped.name}.`)) {
      desk.tab.die();
      desks.delete(desk);
    }
  wiped.lose();
  const anew = await world.open(wiped);
  const other = await world.open(random.pick(others));
  await clock.runUntil(
    () => anew.author.isAtRest && other.author.isAtRest,
    "a browser without its storage has all again",
  );
  await clock.advance(10_000);
  network.nextConnect = "refuse";
  for (const connection of network.connections) connection.cut();
  await clock.advance(3_000);
  const decisions = [anew, other].flatMap(({ author }) => decideAll(author.document, random));
  await clock.advance(2_000);
  await comeBack(world, random);
  const taken = await world.wait(Promise.all(decisions));
  return judgeDecisions(world, taken);
}

/** Everybody and the file have the text, and every browser a copy of it. */
async function beginWith(world: World, text: string): Promise<void> {
  const [first] = world.desks;
  world.folder.write(text);
  await world.clock.runUntil(() => first?.author.text === text, "the text is there");
  await world.clock.runUntil(() => [...world.desks].every((desk) => desk.author.text === text && desk.author.isAtRest));
  await world.clock.advance(10_000);
}

/** The bridge stops, the network does, or only some lose it and the last one goes on with it. */
async function loseTheBridge(world: World, desks: readonly Desk[], random: SeededRandom): Promise<void> {
  const { machine, network } = world;
  const how = random.pick(["stop", "kill", "cut", "some"] as const);
  if (how === "stop") void machine.stop();
  else if (how === "kill") machine.kill();
  network.nextConnect = "refuse";
  if (how === "cut") for (const connection of network.connections) connection.cut();
  if (how === "some") for (const desk of desks.slice(1)) await reload(world, desk);
  await world.clock.advance(random.between(3_000, 2 * MINUTE));
}

/** What was typed in the last moment is not in the browser's storage yet, and is promised to nobody. */
async function reload(world: World, desk: Desk): Promise<Desk> {
  await world.clock.advance(2_000);
  const profile = world.profiles.find(({ name }) => desk.tab.name.startsWith(`${name}.`));
  if (profile === undefined) throw new Error(`nobody has the tab ${desk.tab.name}`);
  desk.tab.die();
  world.desks.delete(desk);
  return world.open(profile);
}

async function writeApart(world: World, { lines, edits }: AbsencePlan, random: SeededRandom): Promise<void> {
  const people = edits.map((own, i) => ({ desk: [...world.desks][i], left: [...own] }));
  for (;;) {
    const busy = people.filter(({ left }) => left.length > 0);
    if (busy.length === 0) break;
    const person = random.pick(busy);
    const edit = person.left.shift();
    if (person.desk === undefined || edit === undefined) throw new Error("somebody of the plan is not there");
    if (random.chance(0.1)) person.desk = await reload(world, person.desk);
    await carryOut(world, person.desk.author.document, lines, edit, random);
    await world.clock.advance(random.chance(0.5) ? random.int(20) : random.int(30_000));
    if (random.chance(0.05)) world.clock.jump(random.pick([-YEAR, YEAR, -MINUTE, MINUTE]));
  }
  for (const { desk } of people) if (desk !== undefined && random.chance(0.3)) await reload(world, desk);
}

/** As an editor does it, or a program, or letter by letter. */
async function carryOut(
  world: World,
  document: LiveDocument,
  lines: AbsencePlan["lines"],
  edit: PlannedEdit,
  random: SeededRandom,
): Promise<void> {
  const shared = document.view.current().doc?.getText("text");
  if (shared === undefined) throw new Error("a document that was read before does not open without the bridge");
  const { from, to, insert } = plannedChange(shared.toJSON(), lines, edit);
  const how = random.pick(["whole", "program", "letters"] as const);
  if (how === "program") return world.wait(document.edit([{ from, to, insert }]));
  if (to > from) shared.delete(from, to - from);
  const pieces = how === "letters" ? (insert.match(/[\s\S]{1,3}/g) ?? []) : [insert];
  let at = from;
  for (const piece of pieces) {
    if (piece !== "") shared.insert(at, piece);
    at += piece.length;
    await world.clock.advance(random.int(40));
  }
}

/** In any order, some of them twice; then all is at rest. */
async function comeBack(world: World, random: SeededRandom): Promise<void> {
  const { clock, network, machine, profiles } = world;
  network.nextConnect = "accept";
  if (!machine.isRunning) void machine.start();
  if (random.chance(0.3)) {
    // In the moment in which the first edits come in, or are looked at.
    await clock.runUntil(() => [...world.desks].some(({ tab }) => tab.isOnline), "somebody is back");
    await clock.advance(random.int(700));
    machine.kill();
    void machine.start();
  }
  // An outbox is emptied by a tab of its profile only.
  for (const profile of profiles) await world.open(profile);
  for (let minutes = 0, before = ""; minutes < 30; minutes += 1) {
    const isRestless = [...world.desks].some(({ tab, author }) => !tab.isOnline || !author.isAtRest);
    const now = [world.folder.raw, ...[...world.desks].map(({ author }) => author.text)].join("\0");
    if (!isRestless && now === before) return;
    before = now;
    await clock.advance(MINUTE);
  }
  throw new Error("there is no rest");
}
