// The engines that there are now. Models come and go while the bridge runs; the other engines are always there.
import type { Models } from "../model/models.ts";
import type { ChatModel } from "../model/chat-model.ts";
import type { Engine } from "./engine.ts";
import type { Candidate, Wish } from "./router.ts";

/** What a route is chosen from. */
export interface Offer {
  /** All engines, in the order in which the router prefers them. */
  readonly candidates: readonly Candidate[];
  /** What was wished for when the bridge was started and on this machine, the strongest first. */
  readonly wishes: readonly Wish[];
}

export interface Engines {
  offer(): Promise<Offer>;
  /** `undefined` for one that is not there any more. */
  engine(id: string): Engine | undefined;
}

export interface EnginesParts {
  /** In the order of preference; the models come before them. */
  readonly always: readonly Engine[];
  readonly models?: Models;
  readonly toEngine?: (model: ChatModel) => Engine;
  /** A model that the command line names, as a person writes it. */
  readonly flag?: string;
  /** A model that the environment names. */
  readonly variable?: string;
}

/** The machine's models and the engines that need none. */
export function createEngines({ always, models, toEngine, flag, variable }: EnginesParts): Engines {
  const named = async (name: string | undefined, reason: string): Promise<readonly Wish[]> => {
    if (name === undefined) return [];
    const engine = always.find(({ id }) => id === name)?.id ?? (await models?.find(name));
    return engine === undefined ? [] : [{ engine, reason }];
  };
  const wishes = async (): Promise<readonly Wish[]> => {
    const chosen = await models?.defaultModel();
    return [
      ...(await named(flag, "because --model names it")),
      ...(chosen === undefined ? [] : [{ engine: chosen, reason: "because it is this machine's choice" }]),
      ...(await named(variable, "because NOMOUS_MODEL names it")),
    ];
  };
  return {
    async offer() {
      // First: a file that is wished for is among the models once its wish was heard.
      const wished = await wishes();
      const found = (await models?.candidates()) ?? [];
      const hasModel = found.some(({ merit }) => merit !== undefined);
      const others = always.map((engine) => candidateOf(engine, hasModel, always.length === 1));
      return { candidates: [...found, ...others], wishes: wished };
    },
    engine(id) {
      const model = models?.chat(id);
      if (model !== undefined) return toEngine?.(model);
      return always.find((engine) => engine.id === id);
    },
  };
}

/** The scripted engine makes its words up: it never stands in for an answer that somebody wanted, unless it is alone. */
function candidateOf({ id, name, kind }: Engine, hasModel: boolean, isAlone: boolean): Candidate {
  if (kind === "scripted")
    return { id, name, kind, ...(isAlone && { merit: "because there is no other engine here" }) };
  return { id, name, kind, merit: hasModel ? "because no model can answer now" : "because no model is connected" };
}
