// Whole systems under a fake clock: real clients and a real bridge, and everything that can go wrong between them.
// NOMOUS_SIM_SEEDS runs that many seeds instead of 8, from NOMOUS_SIM_FROM on; a seed that failed is pinned below.
import { expect, test } from "vitest";
import { simulate } from "./simulate.ts";

const SEEDS = Number(process.env["NOMOUS_SIM_SEEDS"] ?? 8);
const FROM = Number(process.env["NOMOUS_SIM_FROM"] ?? 1);

test.for(Array.from({ length: SEEDS }, (_, i) => FROM + i))(
  "[C1] [S3] [S4] seed %i: nothing acknowledged is lost, nothing happens twice, and everybody sees the same",
  async (seed) => {
    expect(await simulate(seed)).toEqual([]);
  },
);

test.for([17, 69, 75])(
  "[S3] seed %i, pinned: a replay ends where it should, also when one read of the log goes on beyond that",
  async (seed) => {
    expect(await simulate(seed)).toEqual([]);
  },
);
