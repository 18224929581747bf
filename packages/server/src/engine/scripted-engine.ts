// An engine whose every token is known beforehand: for tests, demonstrations and measurements of the way a token takes.
//
// A prompt steers it with one line, as `scripted: tokens=200 rate=50 seed=7 fail=120 echo` or as
// `{"tokens": 200, "perSecond": 50, "seed": 7, "failAfter": 120, "echo": true}`. Token k (from 1) of seed s is
// `scriptedToken(s, k)`: its number, a dot, a word that depends on s and k, and a space; so a checker that knows the seed
// sees every token that is lost, repeated or moved. With `echo` the words of the prompt are repeated instead.
import { type Runtime, sleep } from "@nomous/protocol";
import { type Engine, EngineError, type EnginePart } from "./engine.ts";

export interface ScriptedDefaults {
  readonly tokens?: number;
  /** Tokens a second; 0 is as fast as they are taken. */
  readonly perSecond?: number;
  readonly seed?: number;
}

interface Script {
  readonly tokens: number;
  readonly perSecond: number;
  readonly seed: number;
  /** Fails after this many tokens. */
  readonly failAfter: number | undefined;
  /** Words to repeat instead of numbered ones. */
  readonly echo: readonly string[] | undefined;
}

const WORDS =
  `amber anchor barley beacon birch canyon cedar cinder clover comet copper coral delta ember fable falcon fern
  flint garnet glacier harbor hazel indigo island jasper juniper kelp lagoon lantern larch linen maple marble meadow mica
  nectar oak ochre onyx opal orchid pebble pine plume prairie quartz quill raven reed ridge river saffron sable slate spruce
  stone thistle timber topaz tundra umber velvet violet willow`.split(/\s+/);

const MAX_TOKENS = 10_000_000;

/** Token `k` (from 1) of seed `seed`: a pure function, for example `17.cedar `. */
export function scriptedToken(seed: number, k: number): string {
  const mixed = Math.imul(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ k, 0xc2b2ae35) >>> 0;
  return `${k}.${WORDS[(mixed >>> 7) % WORDS.length] ?? ""} `;
}

/** An engine without a model that writes numbered words at any rate; see the head of its file for what a prompt may say. */
export function createScriptedEngine({ clock }: Runtime, defaults: ScriptedDefaults = {}): Engine {
  return {
    id: "scripted",
    name: "scripted engine",
    kind: "scripted",
    async *generate({ messages }, signal) {
      const script = readScript(messages.at(-1)?.text ?? "", defaults);
      const startedMs = clock.elapsed();
      for (let k = 1; k <= script.tokens; k += 1) {
        // Each token has its own due time, so that a late timer delays no later token.
        const waitMs = script.perSecond === 0 ? 0 : startedMs + (k * 1_000) / script.perSecond - clock.elapsed();
        if (waitMs > 0) await sleep(clock, waitMs, signal);
        if (signal.aborted) return;
        yield tokenPart(script, k);
        if (k === script.failAfter) throw new EngineError(`The script says to fail after ${k} tokens.`);
      }
    },
  };
}

const tokenPart = ({ echo, seed }: Script, k: number): EnginePart => ({
  type: "text",
  text: echo?.[k - 1] ?? scriptedToken(seed, k),
});

function readScript(prompt: string, defaults: ScriptedDefaults): Script {
  const lines = prompt.split("\n");
  const directive = lines.find((line) => /^\s*(scripted:|\{.*\}\s*$)/.test(line)) ?? "";
  const options = new Map<string, number>();
  for (const [, key = "", value] of directive.matchAll(/(\w+)"?\s*[=:]\s*(\d+(?:\.\d+)?)/g))
    options.set(key, Number(value));
  const isEcho = /\becho\b(?!"?\s*[=:]\s*false)/.test(directive);
  const echo = isEcho
    ? (lines
        .filter((line) => line !== directive)
        .join("\n")
        .match(/\S+\s*/g) ?? [])
    : undefined;
  return {
    tokens: echo?.length ?? Math.min(options.get("tokens") ?? defaults.tokens ?? 60, MAX_TOKENS),
    perSecond: options.get("perSecond") ?? options.get("rate") ?? defaults.perSecond ?? 30,
    seed: options.get("seed") ?? defaults.seed ?? 1,
    failAfter: options.get("failAfter") ?? options.get("fail"),
    echo,
  };
}
