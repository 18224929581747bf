import { renderRule, RULES } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";

/** Prints all rules, a line each; those of a family (`goal`); or one whole. */
export function rules({ console, json }: Context, wanted = ""): ExitCode {
  const found = RULES.filter(({ id }) => wanted === "" || id === wanted || id.startsWith(`${wanted}.`));
  if (found.length === 0)
    throw new CliError(EXIT.usage, `There is no rule "${wanted}".`, "`nomous rules` lists them all.");
  if (json) {
    const told = found.map(({ id, title, why, remedy, weight, appliesTo, bad, good }) => {
      return { id, title, why, remedy, weight, appliesTo, bad: bad.text, good: good.text };
    });
    console.print(JSON.stringify(told));
  } else if (found.length === 1 && found[0]?.id === wanted) console.write(renderRule(found[0]));
  else {
    const width = Math.max(...found.map(({ id }) => id.length));
    for (const { id, title } of found) console.print(`${console.style("bold", id.padEnd(width))}  ${title}`);
  }
  return EXIT.ok;
}
