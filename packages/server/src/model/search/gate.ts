/** Lets some pieces of work run at once; the others wait for their turn, first come first served. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

export function createGate(width: number): Gate {
  let waiting: (() => void)[] = [];
  let next = 0;
  let free = width;
  const leave = (): void => {
    const wake = waiting[next];
    if (wake === undefined) {
      free += 1;
      waiting = [];
      next = 0;
      return;
    }
    // Shifting a long array moves all of it.
    next += 1;
    wake();
  };
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
