// The stage of an absence: a folder, the bridge on it, the people, and what can be seen of them at rest.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { systemRuntime } from "@nomous/client";
import { createPairingLink } from "@nomous/server";
import { reviewPathOf } from "../../../packages/lab/src/review/review-file.ts";
import { type AbsenceVerdict, judgeAbsence } from "../../documents/absence/judge.ts";
import { type AbsencePlan, textOf } from "../../documents/absence/plan.ts";
import { Desk } from "../../support/desk.ts";
import { Bridge } from "../bridge.ts";
import { judgeAgreement, judgeReviews, type SeenPerson } from "./judge-people.ts";
import type { OrderArgs } from "./orders.ts";
import { Person } from "./person.ts";
import { plannedChange } from "../../documents/absence/planned-change.ts";
import { hasUntold } from "./untold-on-disk.ts";

const REST_MS = 30_000;
/** Longer than the bridge lets edits of an absence come together before it looks what they met, and writes that down. */
const QUIET_MS = 3_000;

/** By document, what each of the people has of it. */
export type Found = readonly (readonly SeenPerson[])[];

export class Stage {
  readonly plans: readonly AbsencePlan[];
  readonly bridge: Bridge;
  readonly people: Person[] = [];
  readonly #desk = new Desk();
  readonly #root = this.#desk.path("workspace");
  readonly #paths: readonly string[];

  /** A document for each plan. */
  constructor(plans: readonly AbsencePlan[]) {
    this.plans = plans;
    this.#paths = plans.map((_, i) => `notes-${i}.md`);
    this.bridge = new Bridge(this.#desk, this.#root, []);
  }

  /** Everybody has the texts, and copies of them in their storage. */
  async set(names: readonly string[]): Promise<void> {
    mkdirSync(this.#root);
    for (const [i, { lines }] of this.plans.entries()) writeFileSync(this.#fileOf(i), textOf(lines));
    await this.bridge.start();
    for (const name of names) {
      const { url, port } = this.bridge;
      const parts = { name, directory: this.#desk.path(name), paths: this.#paths, bridge: { url, port } };
      this.people.push(await Person.create(parts));
    }
    await Promise.all(this.people.map((person) => this.#enter(person)));
    const until = systemRuntime.clock.elapsed() + REST_MS;
    while (!this.people.every(({ hasCopies }) => hasCopies)) {
      if (systemRuntime.clock.elapsed() > until) throw new Error("no copy of the documents is kept");
      await pause(20);
    }
  }

  async clear(): Promise<void> {
    for (const person of this.people) await person.end();
    if (process.env["NOMOUS_CRASH_KEEP"] === undefined) return this.#desk.end();
    await this.#desk.stop();
    console.log(`kept: ${this.#desk.folder}`);
  }

  /** A program makes an edit in the file, in place or with another file that gets its name. */
  write({ place, lines, edit }: Omit<OrderArgs<"edit">, "manner">, isInPlace: boolean): void {
    const before = this.#textOf(place);
    const { from, to, insert } = plannedChange(before, lines, edit);
    const after = before.slice(0, from) + insert + before.slice(to);
    const file = this.#fileOf(place);
    if (isInPlace) return writeFileSync(file, after);
    const other = join(this.#root, ".notes.swp");
    writeFileSync(other, after);
    renameSync(other, file);
  }

  /** Whether the bridge, which does not run, has left edits that nobody was told of. */
  hasUntold(): boolean {
    return hasUntold(join(this.#root, ".nomous"), this.#desk.path("database"));
  }

  /** Nothing waits, and nothing changes for a while. What `judge` says is wrong then may still become right for some time. */
  async comesToRest(
    judge: (found: Found) => readonly string[],
  ): Promise<{ readonly found: Found; readonly problems: readonly string[] }> {
    // A cut that has not come by now would come in the middle of the verdict.
    for (const { proxy } of this.people) for (const way of ["up", "down"] as const) proxy.cutAfter(way, Infinity);
    const begun = systemRuntime.clock.elapsed();
    let [before, since] = ["", begun];
    for (;;) {
      await pause(300);
      const found = await this.#look();
      const now = JSON.stringify([found, this.#paths.map((_, i) => this.#textOf(i)), this.#reviews]);
      const elapsed = systemRuntime.clock.elapsed();
      if (now !== before) [before, since] = [now, elapsed];
      const isLate = elapsed - begun > REST_MS;
      const restless = found.flatMap((people, place) =>
        people
          .filter(({ seen }) => !seen.isAtRest)
          .map(({ name, seen }) => `no rest: ${name} has ${place} ${seen.status}`),
      );
      if (!isLate && (restless.length > 0 || elapsed - since < QUIET_MS)) continue;
      const problems = [...restless, ...judge(found), ...this.#judgeAll(found)];
      if (problems.length === 0 || isLate) return { found, problems };
    }
  }

  /** What the oracle says of each document. */
  judge(found: Found): AbsenceVerdict[] {
    return this.plans.map((plan, i) => {
      const replicas = (found[i] ?? []).map(({ name, seen: { text = "", conflicts } }) => ({
        name,
        text,
        conflicts: conflicts.map(({ conflict }) => conflict),
      }));
      return judgeAbsence(plan, { replicas, file: this.#textOf(i) });
    });
  }

  async #enter(person: Person): Promise<void> {
    const { secret } = await createPairingLink(join(this.#root, ".nomous"), systemRuntime);
    await person.start({ secret });
    await person.ask("rest", null);
  }

  async #look(): Promise<Found> {
    const looks = await Promise.all(this.people.map((person) => person.ask("look", null)));
    return this.plans.map((_, place) =>
      this.people.flatMap(({ name, client }, i) => {
        const seen = looks[i]?.[place];
        return seen === undefined ? [] : [{ name, client, seen }];
      }),
    );
  }

  #judgeAll(found: Found): string[] {
    const reviews = this.#reviews;
    const known = new Set(this.#paths.map(reviewPathOf));
    return [
      ...Object.keys(reviews)
        .filter((path) => !known.has(path))
        .map((path) => `reviews: ${path} is about no document`),
      ...found.flatMap((people, i) => {
        const path = this.#paths[i] ?? "";
        const file = reviewPathOf(path);
        const conflicts = people[0]?.seen.conflicts ?? [];
        return [
          ...judgeAgreement(people, this.#textOf(i)),
          ...judgeReviews(file, reviews[file] ?? "", path, conflicts),
        ];
      }),
    ];
  }

  #fileOf(place: number): string {
    return join(this.#root, this.#paths[place] ?? "");
  }

  #textOf(place: number): string {
    return readFileSync(this.#fileOf(place), "utf8");
  }

  /** Everything that is committed beside documents, by its path. */
  get #reviews(): Readonly<Record<string, string>> {
    const folder = ".nomous/reviews";
    const names = readdirSync(join(this.#root, ".nomous")).includes("reviews")
      ? readdirSync(join(this.#root, folder)).filter((name) => name.endsWith(".jsonl"))
      : [];
    return Object.fromEntries(
      names.map((name) => [`${folder}/${name}`, readFileSync(join(this.#root, folder, name), "utf8")]),
    );
  }
}
