// The experiments of a document that a person names, decoded; what is wrong with a block is told with its line, all of it.
import { type Experiment, freezeProtocol, type Protocol, protocolHash, readExperiments } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { openDocument, type OpenedDocument } from "../workbench/open-document.ts";

export interface OpenedExperiment {
  readonly experiment: Experiment;
  readonly protocol: Protocol;
  readonly hash: string;
}

/** The document, and the experiments in it or the one that is named. Rejects with a `CliError` when there is none that can run. */
export async function openExperiments(
  context: Context,
  named: string,
  wanted?: string,
): Promise<{ readonly document: OpenedDocument; readonly experiments: readonly OpenedExperiment[] }> {
  const document = await openDocument(context, named);
  return { document, experiments: experimentsIn(document, wanted) };
}

function experimentsIn({ path, checked: { subject } }: OpenedDocument, wanted?: string): readonly OpenedExperiment[] {
  const { markdown } = subject;
  const read = readExperiments(markdown);
  const chosen = wanted === undefined ? read : read.filter(({ id }) => id === wanted);
  const problems = chosen.flatMap((one) => one.problems);
  if (problems.length > 0) {
    const told = problems.map(({ from, message }) => {
      const { line, column } = markdown.lines.positionOf(from);
      return `${path}:${line}:${column}: ${message}`;
    });
    throw new CliError(EXIT.usage, `The experiment cannot run.\n${told.join("\n")}`, "Mend the block, then run again.");
  }
  const experiments = chosen.flatMap(({ experiment }) => (experiment === null ? [] : [frozen(experiment)]));
  if (experiments.length > 0) return experiments;
  if (wanted === undefined)
    throw new CliError(EXIT.usage, `${path} has no experiment.`, `Add one: nomous experiment add ${path}`);
  const ids = read.flatMap(({ id }) => id ?? []);
  throw new CliError(
    EXIT.usage,
    `${path} has no experiment "${wanted}".`,
    ids.length === 0 ? `Add one: nomous experiment add ${path}` : `There is: ${ids.join(", ")}.`,
  );
}

function frozen(experiment: Experiment): OpenedExperiment {
  const protocol = freezeProtocol(experiment);
  return { experiment, protocol, hash: protocolHash(protocol) };
}
