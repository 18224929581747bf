// Whole sessions over one document under a fake clock: tabs that write, programs that rewrite the file, git, and everything that can go wrong
// between them. NOMOUS_SIM_SEEDS runs that many seeds instead of 8, from NOMOUS_SIM_FROM on; a seed that failed is pinned below.
import { expect, test } from "vitest";
import { simulate } from "./simulate.ts";

const SEEDS = Number(process.env["NOMOUS_SIM_SEEDS"] ?? 8);
const FROM = Number(process.env["NOMOUS_SIM_FROM"] ?? 1);

test.for(Array.from({ length: SEEDS }, (_, i) => FROM + i))(
  "seed %i: everybody and the file come to the same text, and no promised word is missing",
  async (seed) => {
    expect(await simulate(seed)).toEqual([]);
  },
);

test.for([143, 1079, 1136])(
  "seed %i, pinned: what was accepted twice, or settled by somebody else meanwhile, leaves nobody with a text of their own",
  async (seed) => {
    expect(await simulate(seed)).toEqual([]);
  },
);

test.for([31, 99, 1028, 1063, 1097])(
  "seed %i, pinned: a word that takes the place of another does not share its letters",
  async (seed) => {
    expect(await simulate(seed)).toEqual([]);
  },
);

test.for([1074, 1160, 1319])(
  "seed %i, pinned: a tab that was stalled, or whose clock was set back, has all in the end",
  async (seed) => {
    expect(await simulate(seed)).toEqual([]);
  },
);
