// When a person is busy: blocks that neither overlap nor touch, in the order of time. A block of no length keeps others from stretching over it.

export interface BusyTime {
  /** The first time from `earliest` at which so much is free. */
  freeFrom(earliest: number, duration: number): number;
  occupy(from: number, to: number): void;
}

export function createBusyTime(): BusyTime {
  const froms: number[] = [];
  const tos: number[] = [];
  /** The first block that ends behind a time. */
  const firstBehind = (time: number): number => {
    let low = 0;
    let high = tos.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tos[middle] ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    freeFrom(earliest, duration) {
      let time = earliest;
      for (let i = firstBehind(time); i < tos.length && time + duration > (froms[i] ?? 0); i += 1)
        time = tos[i] ?? time;
      return time;
    },
    occupy(from, to) {
      const next = firstBehind(from);
      const touchesLast = next > 0 && tos[next - 1] === from;
      const touchesNext = froms[next] === to;
      if (touchesLast && touchesNext) {
        tos[next - 1] = tos[next] ?? to;
        froms.splice(next, 1);
        tos.splice(next, 1);
      } else if (touchesLast) tos[next - 1] = to;
      else if (touchesNext) froms[next] = from;
      else {
        froms.splice(next, 0, from);
        tos.splice(next, 0, to);
      }
    },
  };
}
