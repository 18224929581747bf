// The answers that are being written now, in this process. What one of them is, its stream and its record say; this only
// knows which of them are alive.
import type { EndReason, TurnId } from "@nomous/protocol";
import { codeOf, placeOf } from "../connection/describe-error.ts";
import type { NewGeneration } from "./new-generation.ts";
import { type GenerationParts, RunningGeneration } from "./running-generation.ts";

interface Active {
  readonly generation: RunningGeneration;
  readonly ended: Promise<void>;
}

export interface Generations {
  start(generation: NewGeneration): void;
  /** Harmless when it has ended. */
  cancel(answer: TurnId): void;
  /** Ends all as `interrupted`; resolves when that is saved. */
  stop(): Promise<void>;
}

export function createGenerations(parts: GenerationParts): Generations {
  const active = new Map<TurnId, Active>();
  let isStopping = false;

  async function run({ answer, path, route }: NewGeneration, generation: RunningGeneration): Promise<void> {
    const earlier = path.map(({ id }) => active.get(id)?.ended).filter((ended) => ended !== undefined);
    let reason: EndReason = "interrupted";
    try {
      ({ reason } = await generation.run(earlier));
      parts.logger.info({ answer, engine: route.engine, reason }, "an answer ended");
    } catch (error) {
      // Its record is still there: the next start ends it.
      generation.interrupt();
      const cause = { error: codeOf(error), at: placeOf(error) };
      parts.logger.error({ answer, ...cause }, "an answer could not be ended; the next start ends it");
    } finally {
      active.delete(answer);
      parts.observer?.finished(reason);
    }
  }

  return {
    start(generation) {
      const running = new RunningGeneration(parts, generation);
      parts.observer?.started();
      if (isStopping) running.interrupt();
      active.set(generation.answer, { generation: running, ended: run(generation, running) });
    },

    cancel: (answer) => active.get(answer)?.generation.cancel(),

    async stop() {
      isStopping = true;
      for (const { generation } of active.values()) generation.interrupt();
      await Promise.all([...active.values()].map(({ ended }) => ended));
    },
  };
}
