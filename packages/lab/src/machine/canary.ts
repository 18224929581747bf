// A fixed piece of work: what it takes tells how fast the machine is just now. It is counted in steps, not in time, and it touches no
// memory, so it is slower only when the processor is: a lower clock, a busy neighbour, heat.

/** About 6 ms on a processor of 2024. A change makes old sessions no less valid: it is only compared within one. */
const STEPS = 4_000_000;

/** Done often enough that it is compiled; the first times are slower by themselves. */
const WARM_UPS = 5;

/** Does the work; the answer only keeps it from being optimised away. */
function spin(): number {
  let state = 2_463_534_242;
  for (let step = 0; step < STEPS; step += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}

export interface Canary {
  /** Milliseconds that the work took. */
  readonly sing: () => number;
}

/** `elapsed`: milliseconds of a steady clock. */
export function createCanary(elapsed: () => number): Canary {
  const sing = (): number => {
    const from = elapsed();
    spin();
    return elapsed() - from;
  };
  for (let time = 0; time < WARM_UPS; time += 1) sing();
  return { sing };
}
