// The documents with defects: first one of each kind, then more of them, as many as are wanted, all from one seed.
import { createSeededRandom, type SeededRandom } from "@nomous/testkit";
import { ANY_DEFECTS } from "./any-defects.ts";
import { type Base, BASES, type TypeName } from "./base.ts";
import type { Defect, Planted } from "./defect.ts";
import { PLAN_DELIVERY } from "./plan-delivery.ts";
import { PLAN_TASKS } from "./plan-tasks.ts";
import { RESEARCH_DEFECTS } from "./research-defects.ts";
import { SPEC_DELIVERY } from "./spec-delivery.ts";
import { SPEC_DESIGN } from "./spec-design.ts";
import { SPEC_PROMISES } from "./spec-promises.ts";
import { SPIKE_ANSWER } from "./spike-answer.ts";
import { SPIKE_INVESTIGATION } from "./spike-investigation.ts";

export const DEFECTS: Readonly<Record<TypeName, readonly Defect[]>> = {
  spike: [...SPIKE_INVESTIGATION, ...SPIKE_ANSWER, ...ANY_DEFECTS],
  plan: [...PLAN_TASKS, ...PLAN_DELIVERY, ...ANY_DEFECTS],
  spec: [...SPEC_PROMISES, ...SPEC_DESIGN, ...SPEC_DELIVERY, ...ANY_DEFECTS],
  research: [...RESEARCH_DEFECTS, ...ANY_DEFECTS],
};

export interface Specimen extends Planted {
  readonly base: Base;
  readonly defect: Defect;
}

export function specimensOf(type: TypeName, seed: number, count: number): Specimen[] {
  const random = createSeededRandom(seed).fork(type);
  const bases = BASES.filter((base) => base.type === type);
  const ofBases = bases.map((base) => shuffled(plantedIn(base, DEFECTS[type], random.fork(base.name)), random));
  return oneOfEachKindFirst(inTurn(ofBases)).slice(0, count);
}

const plantedIn = (base: Base, defects: readonly Defect[], random: SeededRandom): Specimen[] =>
  defects.flatMap((defect) => {
    const planted = defect.apply(base, random.fork(defect.name));
    return planted === null ? [] : [{ base, defect, ...planted }];
  });

/** One of each list, then the next of each, so that no base has more than its share. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}

function oneOfEachKindFirst(all: readonly Specimen[]): Specimen[] {
  const firsts = new Map(all.toReversed().map((one) => [one.defect.kind, one]));
  const isFirst = new Set(firsts.values());
  return [...isFirst, ...all.filter((one) => !isFirst.has(one))];
}

function shuffled<T>(all: readonly T[], random: SeededRandom): T[] {
  const order = new Map(all.map((one) => [one, random.uint32()]));
  return all.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}
