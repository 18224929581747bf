// The block that a wizard or a form writes for somebody, in the hand of a person: one field a line, commands as lists on one line.
import { Document, isMap, isNode, isSeq, visit } from "yaml";
import type { ExperimentAnswers } from "./experiment-schema.ts";

/** Written on one line, however deep they stand. */
const ON_ONE_LINE = ["run", "build", "with", "env", "recover", "looks", "success", "inputs"];

/** A fenced block with these answers, with a line end; `readExperiments` reads the same from it, or tells what is wrong with them. */
export function composeExperiment(answers: ExperimentAnswers): string {
  const document = new Document(answers);
  visit(document, {
    Pair(_, { key, value }) {
      const isShort = isNode(key) && ON_ONE_LINE.includes(String(key));
      if (isShort && (isSeq(value) || isMap(value))) value.flow = true;
    },
  });
  const yaml = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  const marks = "`".repeat(Math.max(3, longestRun(yaml) + 1));
  return `${marks}yaml experiment\n${yaml}${marks}\n`;
}

/** A fence is closed by marks as long as its own. */
const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([marks]) => marks.length));
