import type { Span } from "../../text/span.ts";
import type { LocatedPart } from "../../type/locate-parts.ts";
import { columnsOf, namedRows } from "../named-rows.ts";
import { isPlaceholder, tablesIn } from "../part-content.ts";
import { isLeftOpen } from "../placeholder.ts";
import { pointsIn } from "../points.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { waiverIn } from "../task/waiver.ts";

const bad = [
  "---",
  "nomous: plan",
  "---",
  "# Local dictation",
  "",
  "## ML/AI Components",
  "",
  "### Model requirements and versions",
  "",
  "| Model | Version | Hash | Used for |",
  "| ----- | ------- | ---- | -------- |",
  "| whisper small | v3 | | dictation |",
  "",
].join("\n");

export const unboundModel: Rule = {
  id: "model.unbound",
  title: "A model that is only called by its name",
  why: "One name stands for many files. Speed, memory and answers differ between them, and a number measured on one says nothing of another.",
  remedy: "Give the sha256 of the file, or its version together with its quantisation.",
  weight: "missing",
  appliesTo: "typed",
  bad: { text: bad },
  good: { text: bad.replace("| v3 | |", "| v3, q5_1 | `sha256:9f86d081884c7d65` |") },
  *check(subject: Subject): Iterable<Problem> {
    for (const { from, to, name } of partsOf(subject, "models").flatMap((part) => unboundIn(subject, part)))
      yield { from, to, message: `${quote(name)} stands for many files. ${unboundModel.remedy}` };
  },
};

interface NamedModel extends Span {
  readonly name: string;
}

const COLUMNS = {
  model: ["model", "name", "models"],
  hash: ["hash", "sha256", "checksum", "digest"],
  version: ["version", "revision", "release"],
  quantisation: ["quantisation", "quantization", "format", "precision", "quant"],
} as const;

const HASH = /\bsha-?256\b|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,64}\b/i;
const FILE = /\.(?:gguf|ggml|onnx|safetensors|bin|pth?|tflite|mlmodel|mlpackage|engine|task)\b/i;
const QUANTISATION =
  /\b(?:i?q\d(?:_\w+)?|int[48]|u?int8|f(?:p|loat)?(?:8|16|32)|bf16|awq|gptq|nf4|mxfp4|exl2|\d[- ]bit)\b/i;
const VERSION = /\d\.\d|\bv\d|[a-z][ -]?\d+\b|\d{4}-\d{2}|@\w/i;

/** What people run on their own machines, and how its sizes are written. */
const MODEL =
  /\b(?:llama|qwen|mi[sx]tral|gemma|phi-?\d|deepseek|smollm|tinyllama|whisper|parakeet|moonshine|piper|kokoro|vits|silero|bert|minilm|bge|nomic-embed|clip|llava|yolo|granite|command-r|falcon|\d+(?:\.\d+)?[bm]\b(?= |-|$))/i;

function unboundIn(subject: Subject, part: LocatedPart): NamedModel[] {
  const tables = tablesIn(subject.markdown, part.content).filter((table) => columnsOf(table, COLUMNS).has("model"));
  const rows = tables.flatMap((table) =>
    namedRows(table, columnsOf(table, COLUMNS)).flatMap(({ cells, cell }) => {
      const model = cell("model");
      const text = cells.map((one) => one.text).join(" ");
      const [hasVersion, hasQuantisation] = [
        /\d/.test(cell("version")?.text ?? ""),
        isFilled(cell("quantisation")?.text),
      ];
      const isNamed =
        model !== null &&
        waiverIn(model.text) === null &&
        !/\bno model\b/i.test(text) &&
        !cells.some((one) => isLeftOpen(one.text));
      return !isNamed || isBound(text, hasVersion, hasQuantisation)
        ? []
        : [{ from: model.from, to: model.to, name: model.text }];
    }),
  );
  if (tables.length > 0) return rows;
  return pointsIn(subject, part).flatMap(({ from, to, text, below }) => {
    const name = MODEL.exec(text)?.[0];
    return name === undefined || waiverIn(text) !== null || isBound(`${text} ${below}`, false, false)
      ? []
      : [{ from, to, name: text }];
  });
}

const isFilled = (text: string | undefined): boolean =>
  text !== undefined && !isPlaceholder(text) && waiverIn(text) === null;

const isBound = (text: string, hasVersion: boolean, hasQuantisation: boolean): boolean =>
  HASH.test(text) ||
  FILE.test(text) ||
  ((hasVersion || VERSION.test(text.replace(QUANTISATION, ""))) && (hasQuantisation || QUANTISATION.test(text)));
