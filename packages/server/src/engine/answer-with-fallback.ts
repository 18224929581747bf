// An engine that cannot answer, before it has written a word, is no reason for no answer: the next one answers, and a new
// route says which one could not, why, and what to do.
import type { Route } from "@nomous/protocol";
import { EngineError, type EnginePart, type EngineRequest } from "./engine.ts";
import type { Engines } from "./engines.ts";
import { chooseRoute, type Wish } from "./router.ts";

export type RoutedPart = EnginePart | { readonly type: "route"; readonly route: Route };

const GONE = { reason: "is not there any more" };

/** Parts of the answer by the engine of `first`, or by those that come after it; throws what the last one throws. */
export async function* answerWithFallback(
  engines: Engines,
  first: Route,
  wishes: readonly Wish[],
  request: EngineRequest,
  signal: AbortSignal,
): AsyncIterable<RoutedPart> {
  for (let route = first; ;) {
    let hasWritten = false;
    try {
      const engine = engines.engine(route.engine);
      if (engine === undefined) throw new EngineError(`${route.name} ${GONE.reason}.`, { obstacle: GONE });
      for await (const part of engine.generate(request, signal)) {
        hasWritten ||= isWritten(part);
        yield part;
      }
      return;
    } catch (error) {
      if (!(error instanceof EngineError) || error.obstacle === undefined || hasWritten || signal.aborted) throw error;
      const refused = [...route.refused, { engine: route.engine, name: route.name, ...error.obstacle }];
      const { candidates } = await engines.offer();
      const next = chooseRoute(candidates, wishes, refused);
      if (next === undefined) throw error;
      yield { type: "route", route: next };
      route = next;
    }
  }
}

const isWritten = ({ type }: EnginePart): boolean => type === "text" || type === "reasoning" || type === "tool-call";
