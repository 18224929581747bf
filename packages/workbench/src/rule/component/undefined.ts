import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { type Box, componentsOf, drawingsOf, isBoxOf, isPictureOf, MOST } from "./components.ts";
import { undrawnComponent } from "./undrawn.ts";

export const undefinedComponent: Rule = {
  id: "component.undefined",
  title: "A box in the diagram that is no key component",
  why: "A box that nobody describes has no responsibility, no owner and no reason, and still has to be built.",
  remedy: "Add a row for it to the key components, give it the name that it has there, or mark it as external.",
  weight: "wrong",
  appliesTo: "typed",
  bad: { text: withBox("\n  bridge --> gateway[Billing gateway]") },
  good: undrawnComponent.good,
  *check(subject: Subject): Iterable<Problem> {
    const components = componentsOf(subject).slice(0, MOST);
    const drawings = drawingsOf(subject).filter(({ isGuess }) => !isGuess);
    if (components.length === 0 || !isPictureOf(components, drawings)) return;
    for (const { boxes } of drawings) {
      const own = boxes.filter(({ isGroup, isOutside }) => !isGroup && !isOutside).slice(0, MOST);
      const unknown = own.filter((box) => !components.some((component) => isBoxOf(box, component)));
      if (unknown.length * 2 <= own.length) yield* unknown.map(tell);
    }
  },
};

const tell = ({ from, to, label }: Box): Problem => ({
  from,
  to,
  message: `${quote(label)} is in the diagram and not among the key components. Add a row for it, or mark it as external.`,
});

/** The good example of the other direction, with one box more. */
function withBox(box: string): string {
  return undrawnComponent.good.text.replace("\n  bridge --> index[(Replay index)]", (line) => line + box);
}
