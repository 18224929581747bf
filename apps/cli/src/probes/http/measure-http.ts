import type { Context } from "../../context.ts";
import { averageOf } from "../average.ts";
import { deadTarget } from "../dead-target.ts";
import type { ProbeResult } from "../probe.ts";
import { type Answer, createAsker } from "./asker.ts";
import type { HttpValues } from "./http-probe.ts";

type GoodAnswer = Extract<Answer, { readonly isGood: true }>;

/** One of so many has to be good, or the target is dead: a hanging one is not waited for any longer. */
const FIRST = 3;

/** Errors are counted and have no latency; without one good answer there is nothing to tell. */
export async function measureHttp(values: HttpValues, { runtime, console }: Context): Promise<ProbeResult> {
  const { clock } = runtime;
  const { url, requests, concurrency, warmup } = values;
  const asker = createAsker(values, clock);
  /** `concurrency` loops share the requests. */
  const askAll = async (count: number, seen: (done: number) => void): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    let asked = 0;
    const loop = async (): Promise<void> => {
      while (asked < count) {
        asked += 1;
        answers.push(await asker.ask());
        seen(answers.length);
      }
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, count) }, loop));
    return answers;
  };
  try {
    assertAlive(url, await askAll(Math.min(warmup, FIRST), () => undefined));
    await askAll(warmup - FIRST, () => undefined);
    const began = clock.elapsed();
    const answers = await askAll(requests, (done) => console.status(`${done} of ${requests} requests`));
    const seconds = (clock.elapsed() - began) / 1_000;
    const good = assertAlive(url, answers);
    return {
      latency: good.map(({ ms }) => ms),
      throughput: good.length / seconds,
      errors: (100 * (requests - good.length)) / requests,
      size: averageOf(good.map(({ bytes }) => bytes)),
      stages: {
        wait: averageOf(good.map(({ waitMs }) => waitMs)),
        body: averageOf(good.map(({ ms, waitMs }) => ms - waitMs)),
      },
    };
  } finally {
    asker.close();
  }
}

function assertAlive(url: string, answers: readonly Answer[]): readonly GoodAnswer[] {
  const good = answers.filter((answer) => answer.isGood);
  const bad = answers.find((answer) => !answer.isGood);
  if (good.length > 0 || bad === undefined) return good;
  throw deadTarget(`${url} gave no good answer, ${bad.reason}`, bad.remedy);
}
