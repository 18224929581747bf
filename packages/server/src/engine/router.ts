// Which engine answers a prompt, and why this one. The order of the engines is the order of preference.
import type { EngineInfo, Route } from "@nomous/protocol";

/** The route to the engine that was asked for, else to the first that offers itself; `undefined` when there is none. */
export function chooseRoute(engines: readonly EngineInfo[], asked?: string): Route | undefined {
  if (asked !== undefined) {
    const engine = engines.find(({ id }) => id === asked);
    return engine && { engine: engine.id, name: engine.name, reason: "because it was asked for", refused: [] };
  }
  // The scripted engine makes its words up: it never stands in for an answer that somebody wanted.
  const chosen = engines.find(({ kind }) => kind !== "scripted") ?? engines[0];
  if (chosen === undefined) return undefined;
  const refused = engines
    .slice(0, engines.indexOf(chosen))
    .map(({ id, name }) => ({ engine: id, name, reason: "answers only when it is asked for" }));
  return { engine: chosen.id, name: chosen.name, reason: REASONS[chosen.kind], refused };
}

const REASONS: Record<EngineInfo["kind"], string> = {
  model: "because it is the first that is available",
  search: "because no model is connected",
  scripted: "because there is no other engine here",
};
