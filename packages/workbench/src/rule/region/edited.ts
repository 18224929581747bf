import { generatedRegions } from "../../region/generated-regions.ts";
import { personalLines } from "../../region/personal-lines.ts";
import { regionsIn } from "../../region/region.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const editedRegion: Rule = {
  id: "region.edited",
  title: "A line inside a generated part that a person wrote",
  why: "What stands there is taken for measured, and the next run moves it away.",
  remedy: "Write it above or below the generated part.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: "# Latency\n\nFour frames are faster.\n\n<!-- nomous:claims sha=e3b0c44298fc -->\n\nMara measured this on her laptop.\n\n<!-- /nomous:claims -->\n",
  },
  good: {
    text: "# Latency\n\nFour frames are faster. Mara measured this on her laptop.\n\n<!-- nomous:claims sha=e3b0c44298fc -->\n\n<!-- /nomous:claims -->\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { lines } = subject.markdown;
    for (const region of regionsIn(subject.markdown)) {
      if (region.sha === null) continue;
      const now = generatedRegions(subject).find(({ name }) => name === region.name) ?? null;
      for (const { line, text } of personalLines(region, now, subject)) {
        const from = Math.max(region.content.from, lines.startOf(line));
        const message = `${quote(text)} was not generated. The next run moves it below "${region.name}"; write it there.`;
        yield { from, to: from + text.length, message };
      }
    }
  },
};
