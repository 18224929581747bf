// One absence of real processes: a bridge on a real folder, three people in processes of their own, each behind a proxy. They lose the bridge, write
// apart, die and come back, and the bridge dies once more while they do. Then two of them decide what met. What must be so in the end is known from the
// plans and from what was called stored; when things happen is up to the machine. Starting processes is what takes time: so everybody has several
// documents, each with a plan of its own.
import { setTimeout as pause } from "node:timers/promises";
import { createSeededRandom, type SeededRandom } from "@nomous/testkit";
import type { AbsenceVerdict } from "../../documents/absence/judge.ts";
import { planAbsence } from "../../documents/absence/plan.ts";
import { judgeDecisions, type Promised } from "./judge-people.ts";
import type { Manner } from "./orders.ts";
import type { Life, Person } from "./person.ts";
import { type Found, Stage } from "./stage.ts";

const PEOPLE = ["ann", "bob", "cyd"];
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const CLOCKS = [0, 0, 0, HOUR, -HOUR, YEAR, -YEAR];
const MANNERS: readonly Manner[] = ["whole", "program", "letters"];
const MOMENTS = ["early", "committed", "committed", "told", "late"] as const;

export interface AbsenceResult {
  readonly problems: readonly string[];
  /** Of each document, before anybody has decided anything. */
  readonly verdicts: readonly AbsenceVerdict[];
  readonly figures: Readonly<Record<string, number | string | boolean>>;
  /** What was done, in order. */
  readonly story: readonly string[];
}

export async function runAbsence(seed: number, documents: number): Promise<AbsenceResult> {
  const random = createSeededRandom(seed);
  const plans = Array.from({ length: documents }, (_, i) => planAbsence(random.fork(`plan ${i}`), PEOPLE.length));
  const stage = new Stage(plans);
  try {
    await stage.set(PEOPLE);
    return await new Absence(stage, random.fork("absence")).run();
  } finally {
    await stage.clear();
  }
}

class Absence {
  readonly #stage: Stage;
  readonly #random: SeededRandom;
  readonly #story: string[] = [];
  readonly #figures: Record<string, number | string | boolean> = { reloads: 0, evicted: 0 };

  constructor(stage: Stage, random: SeededRandom) {
    this.#stage = stage;
    this.#random = random;
  }

  async run(): Promise<AbsenceResult> {
    const stage = this.#stage;
    const isBridgeGone = await this.#loseTheBridge();
    await this.#writeApart();
    await this.#comeBack(isBridgeGone);
    const met = await stage.comesToRest((found) => stage.judge(found).flatMap(({ problems }) => problems));
    const conflicts = conflictsIn(met.found);
    this.#figures["conflicts"] = conflicts;
    const decided = met.problems.length > 0 || conflicts === 0 ? [] : await this.#decide(met.found);
    const [figures, story] = [this.#figures, this.#story];
    return { problems: [...met.problems, ...decided], verdicts: stage.judge(met.found), figures, story };
  }

  /** True when the bridge itself is gone. */
  async #loseTheBridge(): Promise<boolean> {
    const { people, bridge } = this.#stage;
    const how = this.#random.pick(["kill", "cut", "some"] as const);
    this.#did(`the bridge is lost: ${how}`);
    this.#figures["how"] = how;
    if (how === "kill") await bridge.end("SIGKILL");
    // The last one goes on with it.
    else for (const person of how === "some" ? people.slice(0, -1) : people) person.cut();
    await pause(this.#random.int(200));
    return how === "kill";
  }

  async #writeApart(): Promise<void> {
    const random = this.#random.fork("writing");
    const { people, plans } = this.#stage;
    const wanted = people.map((person, i) => ({
      person,
      left: plans.flatMap(({ lines, edits }, place) => (edits[i] ?? []).map((edit) => ({ place, lines, edit }))),
    }));
    const count = wanted.reduce((sum, { left }) => sum + left.length, 0);
    const deaths = new Set(Array.from({ length: random.between(1, 2) }, () => random.int(count)));
    // The last one's edits are made by a program in the files then.
    const isProgram = random.chance(0.25);
    this.#figures["program"] = isProgram;
    for (let done = 0; done < count; done += 1) {
      const { person, left } = random.pick(wanted.filter((one) => one.left.length > 0));
      // Those of one document in their order, and the documents one after the other or not.
      const next = random.chance(0.5) ? 0 : left.findIndex(({ place }) => place === left.at(-1)?.place);
      const [order] = left.splice(next, 1);
      if (order === undefined) throw new Error("nobody has anything left to do");
      const manner = isProgram && person === people.at(-1) ? "in the file" : random.pick(MANNERS);
      this.#did(`${person.name} writes (${manner}) ${order.place}: ${JSON.stringify(order.edit)}`);
      if (manner === "in the file") this.#stage.write(order, random.chance(0.5));
      else await person.ask("edit", { ...order, manner });
      if (deaths.has(done)) await this.#reload(person, random, left.length === 0 && random.chance(0.5));
      await pause(random.chance(0.7) ? random.int(20) : random.int(200));
    }
    if (random.chance(0.25)) await this.#reload(random.pick(people), random, true);
  }

  /** What waits to be sent outlives both. */
  async #reload(person: Person, random: SeededRandom, losesCopies = false): Promise<void> {
    const life: Life = { skewMs: random.pick(CLOCKS) };
    this.#did(`${person.name} is killed${losesCopies ? ", loses all copies" : ""} and starts: ${JSON.stringify(life)}`);
    await person.kill();
    if (losesCopies) person.loseCopies();
    await person.start(life);
    this.#count("reloads");
    if (losesCopies) this.#count("evicted");
  }

  /** In any order; the bridge dies on the way, and is there again. */
  async #comeBack(isBridgeGone: boolean): Promise<void> {
    const random = this.#random.fork("return");
    const { people, bridge } = this.#stage;
    if (isBridgeGone) await bridge.start();
    const left = new Set(people);
    const back: Promise<void>[] = [];
    while (left.size > 0) {
      const person = random.pick([...left]);
      left.delete(person);
      if (random.chance(0.2)) person.proxy.cutAfter(random.pick(["up", "down"]), 1 + random.int(3_000));
      await this.#letBack(person);
      back.push(person.ask("rest", null));
      await pause(random.int(200));
      if (random.chance(0.1)) await this.#reload(person, random);
    }
    const moment = random.pick(MOMENTS);
    await this.#reach(moment, back, random);
    this.#did(`the bridge is killed: ${moment}`);
    this.#figures["moment"] = moment;
    await bridge.end("SIGKILL");
    this.#figures["diedUntold"] = this.#stage.hasUntold();
    await this.#startAgain(random);
  }

  /**
   * `early`: while they connect. `committed`: edits are in the log, and nobody may have looked what they met. `told`: somebody knows of a conflict that
   * may not be written beside its document.
   */
  async #reach(moment: (typeof MOMENTS)[number], back: readonly Promise<void>[], random: SeededRandom): Promise<void> {
    const { people } = this.#stage;
    switch (moment) {
      case "early":
        return pause(random.int(60));
      case "committed": {
        const there: string[] = [];
        for (const one of back) void one.then(() => there.push("somebody"));
        // Who comes first meets nobody yet.
        await comesTo(() => there.length > 1);
        return pause(random.int(280));
      }
      case "told":
        await comesTo(async () => {
          const looks = await Promise.all(people.map((person) => person.ask("look", null)));
          return looks.flat().some(({ conflicts }) => conflicts.length > 0);
        });
        return pause(random.int(280));
      case "late":
        return pause(300 + random.int(2_500));
    }
  }

  async #letBack(person: Person): Promise<void> {
    this.#did(`${person.name} comes back`);
    await person.letBack();
  }

  async #startAgain(random: SeededRandom): Promise<void> {
    await pause(random.int(100));
    await this.#stage.bridge.start();
    for (const person of this.#stage.people) await person.ask("retry", null);
  }

  /** Two people decide everything that is open, without each other or at the same time. */
  async #decide(before: Found): Promise<readonly string[]> {
    const random = this.#random.fork("decisions");
    const { people, bridge } = this.#stage;
    const first = random.pick(people);
    const second = random.pick(people.filter((person) => person !== first));
    if (random.chance(0.3)) {
      await this.#reload(first, random, true);
      await first.ask("rest", null);
    }
    const isApart = random.chance(0.6);
    this.#did(`${first.name} and ${second.name} decide${isApart ? " apart" : ""}`);
    if (isApart) for (const person of [first, second]) person.cut();
    const seeds = [random.int(1_000_000), random.int(1_000_000)] as const;
    const promised = (await Promise.all([decisionsOf(first, seeds[0]), decisionsOf(second, seeds[1])])).flat();
    if (isApart) {
      if (random.chance(0.3)) await this.#reload(first, random);
      for (const person of [second, first]) await this.#letBack(person);
    }
    await pause(random.chance(0.5) ? random.int(300) : 1_000);
    if (random.chance(0.3)) {
      const signal = random.pick(["SIGKILL", "SIGTERM"] as const);
      this.#did(`the bridge gets ${signal}`);
      await bridge.end(signal);
      await this.#startAgain(random);
    }
    this.#figures["decisions"] = promised.length;
    const rest = await this.#stage.comesToRest((found) => judgeDecisions(found, before, promised));
    this.#figures["later"] = conflictsIn(rest.found) - conflictsIn(before);
    return rest.problems;
  }

  #did(what: string): void {
    this.#story.push(what);
  }

  #count(what: string): void {
    this.#figures[what] = Number(this.#figures[what] ?? 0) + 1;
  }
}

/** Whether it does or not: then something else is killed in the middle. */
async function comesTo(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let waits = 0; waits < 500 && !(await isTrue()); waits += 1) await pause(10);
}

const decisionsOf = async (person: Person, seed: number): Promise<Promised[]> =>
  (await person.ask("decide", { seed })).map((one) => ({ ...one, by: person.client }));

const conflictsIn = (found: Found): number => found.reduce((sum, [one]) => sum + (one?.seen.conflicts.length ?? 0), 0);
