// Which option a person recommends, told only where one sentence names one option and nothing else: "instead of", "not" and what holds
// under a condition are left alone.
import { regionsIn } from "../../region/region.ts";
import type { Span } from "../../text/span.ts";
import { isWithin } from "../../text/span.ts";
import { isAboutOption } from "../spike/names-option.ts";
import { recommendationsOf } from "../spike/recommendation-text.ts";
import { CONDITION, HEDGE, VERDICT } from "../spike/verdict-words.ts";
import type { Subject } from "../subject.ts";

export interface RecommendedOption extends Span {
  readonly name: string;
}

/** The first recommendation outside generated parts; null where nobody can tell which option it means. */
export function recommendedOption(subject: Subject, names: readonly string[]): RecommendedOption | null {
  const generated = regionsIn(subject.markdown);
  for (const { core } of recommendationsOf(subject))
    for (const sentence of core) {
      if (generated.some((part) => isWithin(sentence, part))) continue;
      const said = sentence.text.slice(0, CONDITION.exec(sentence.text)?.index ?? sentence.text.length);
      if (!VERDICT.test(said.replaceAll(HEDGE, " ")) || AGAINST.test(said)) continue;
      const [name, other] = namedIn(said, names);
      return name === undefined || other !== undefined ? null : { from: sentence.from, to: sentence.to, name };
    }
  return null;
}

const AGAINST =
  /\b(?:not|never|no longer|don['’]t|reject\w*|drop\w*|abandon\w*|remov\w*|replac\w*|stop\w*|avoid\w*|leave|instead|rather|than|over|against|both|either|first|then|would|could|might)\b/i;

/** By the whole name; only where none is there by most of its words. */
function namedIn(text: string, names: readonly string[]): string[] {
  const lower = text.toLowerCase();
  const whole = names.filter((name) => lower.includes(name.toLowerCase()));
  return whole.length > 0 ? whole : names.filter((name) => isAboutOption(text, { name, letter: null }));
}
