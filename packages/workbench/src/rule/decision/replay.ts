import type { DecisionResults } from "../../decision/decision-results.ts";
import { listText } from "../../decision/list-text.ts";
import { formatNumber } from "../../number/format-number.ts";
import { type Region, regionsIn } from "../../region/region.ts";
import type { Markdown } from "../../text/markdown.ts";
import { tablesIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { type ComputedDecision, computedDecisions } from "./computed-decisions.ts";
import { judgedWith } from "./example.ts";

const STATED =
  "<!-- nomous:codec/recommendation -->\n\nChoose **JSON**: it wins.\n\n<!-- /nomous:codec/recommendation -->\n";

export const decisionReplay: Rule = {
  id: "decision.replay",
  title: "A decision that comes to another winner than the one that is written",
  why: "The evidence or the block has changed since, and the document still speaks for the old choice.",
  remedy: "Fill the generated parts anew, and see whether the rest still holds.",
  weight: "broken",
  appliesTo: "typed",
  bad: judgedWith("Keep JSON for token frames.\n", STATED.replace("JSON", "MessagePack")),
  good: judgedWith("Keep JSON for token frames.\n", STATED),
  *check(subject: Subject): Iterable<Problem> {
    const parts = regionsIn(subject.markdown);
    for (const computed of computedDecisions(subject))
      for (const part of parts) {
        const told = toldIn(subject.markdown, part, computed);
        const now = winnersOf(computed.results);
        if (told.length === 0 || isSame(told, now)) continue;
        yield {
          from: part.from,
          to: part.content.from,
          message: `${changeText(told, computed.results)} ${decisionReplay.remedy}`,
        };
      }
  },
};

const winnersOf = ({ outcome }: DecisionResults): readonly string[] =>
  outcome.kind === "winner" ? [outcome.winner] : outcome.kind === "tie" ? outcome.tied : [];

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name) => other.includes(name));

/** The options that the written part has for winners; none where it has no such part, or says that nothing is decided. */
function toldIn(markdown: Markdown, part: Region, { decision: { id }, results }: ComputedDecision): string[] {
  const names = results.options.map(({ name }) => name);
  if (part.name === `${id}/recommendation`) {
    const bold = [...part.body.matchAll(/\*\*((?:\\.|[^*\\])+)\*\*/g)];
    const told = bold.map(([, name = ""]) => name.replaceAll(/\\(.)/g, "$1"));
    return names.filter((name) => told.includes(name));
  }
  return part.name === `${id}/decision` ? highestIn(markdown, part, names) : [];
}

function highestIn(markdown: Markdown, part: Region, names: readonly string[]): string[] {
  const [table] = tablesIn(markdown, part.content);
  const row = table?.rows.find(({ cells }) => cells[0]?.text === "Score");
  const scores = names.map((name) => {
    const column = table?.header.cells.findIndex(({ text }) => text === name) ?? -1;
    return Number.parseFloat(row?.cells[column]?.text ?? "");
  });
  const best = Math.max(...scores.filter((score) => !Number.isNaN(score)));
  return names.filter((_, i) => scores[i] === best);
}

/** "This says "A". The decision now comes to "B" with 7.04." */
function changeText(told: readonly string[], results: DecisionResults): string {
  const now = winnersOf(results);
  const score = results.options.find(({ name }) => name === now[0])?.score ?? null;
  const outcome =
    score === null
      ? "to no winner"
      : `${now.length > 1 ? "to a tie of" : "to"} ${listText(now.map(quote))} with ${formatNumber(score, 2)}`;
  return `Here ${listText(told.map(quote))} ${told.length > 1 ? "win" : "wins"}, and the decision now comes ${outcome}.`;
}
