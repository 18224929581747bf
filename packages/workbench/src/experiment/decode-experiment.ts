// YAML to an experiment: its shape, then what the shape cannot say, then everything that was left out filled in.
import { type Document, isNode } from "yaml";
import type { DataProblem } from "../data/data-problem.ts";
import { decodeYaml } from "../data/decode-yaml.ts";
import type { Span } from "../text/span.ts";
import { experimentFromData } from "./experiment-from-data.ts";
import { experimentData } from "./experiment-schema.ts";
import type { Experiment } from "./experiment.ts";
import { findContradictions } from "./find-contradictions.ts";

export type DecodedExperiment =
  | {
      readonly ok: true;
      readonly experiment: Experiment;
      /** Where a value stands in the text; when it is not written, what it would stand in. */
      readonly spanOf: (path: readonly (string | number)[]) => Span;
    }
  | { readonly ok: false; readonly problems: readonly DataProblem[] };

const sound = experimentData.check(({ value, issues }) => {
  // A name that is not known may well be one that seems to be missing.
  if (issues.length > 0) return;
  for (const { path, message } of findContradictions(value))
    issues.push({ code: "custom", path: [...path], message, input: value });
});

/** Reads the body of a `yaml experiment` block. Places are UTF-16 offsets into `text`. */
export function decodeExperiment(text: string): DecodedExperiment {
  const decoded = decodeYaml(sound, text);
  if (!decoded.ok) return decoded;
  return { ok: true, experiment: experimentFromData(decoded.value), spanOf: (path) => spanAt(decoded.document, path) };
}

function spanAt(document: Document, path: readonly (string | number)[]): Span {
  const node = document.getIn(path, true);
  if (isNode(node) && node.range) return { from: node.range[0], to: node.range[1] };
  return path.length === 0 ? { from: 0, to: 0 } : spanAt(document, path.slice(0, -1));
}
