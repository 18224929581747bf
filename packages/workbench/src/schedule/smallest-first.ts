/** Numbers of which the smallest comes out first: a binary heap. */
export interface SmallestFirst {
  push(value: number): void;
  /** Undefined when it is empty. */
  pop(): number | undefined;
}

export function createSmallestFirst(): SmallestFirst {
  const heap: number[] = [];
  const at = (i: number): number => heap[i] ?? Number.POSITIVE_INFINITY;
  return {
    push(value) {
      let hole = heap.length;
      heap.push(value);
      for (let above = (hole - 1) >> 1; hole > 0 && at(above) > value; above = (hole - 1) >> 1) {
        heap[hole] = at(above);
        hole = above;
      }
      heap[hole] = value;
    },
    pop() {
      const [first] = heap;
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return first;
      let hole = 0;
      for (;;) {
        const left = 2 * hole + 1;
        const smaller = at(left + 1) < at(left) ? left + 1 : left;
        if (at(smaller) >= last) break;
        heap[hole] = at(smaller);
        hole = smaller;
      }
      heap[hole] = last;
      return first;
    },
  };
}
