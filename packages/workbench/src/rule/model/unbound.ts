import type { Span } from "../../text/span.ts";
import type { LocatedPart } from "../../type/locate-parts.ts";
import { columnsOf, type NamedRow, namedRows } from "../named-rows.ts";
import { tablesIn } from "../part-content.ts";
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
  if (tables.length > 0)
    return tables.flatMap((table) => namedRows(table, columnsOf(table, COLUMNS)).flatMap(unboundRow));
  return pointsIn(subject, part).flatMap(({ from, to, text, below }) => {
    const isModel = MODEL.test(text) && waiverIn(text) === null;
    return isModel && !isFile(`${text} ${below}`) && !isExact(`${text} ${below}`) ? [{ from, to, name: text }] : [];
  });
}

function unboundRow({ cells, cell }: NamedRow<keyof typeof COLUMNS>): NamedModel[] {
  const model = cell("model");
  const text = cells.map((one) => one.text).join(" ");
  if (model === null || waiverIn(model.text) !== null || /\bno model\b/i.test(text)) return [];
  const isOpen = cells.some((one) => isLeftOpen(one.text));
  // Where a hash is asked for, a version does not replace it.
  const isNamedExactly =
    cell("hash") === null && isExact(model.text, cell("version")?.text, cell("quantisation")?.text);
  return isOpen || isFile(text) || isNamedExactly ? [] : [{ from: model.from, to: model.to, name: model.text }];
}

const isFile = (text: string): boolean => HASH.test(text) || FILE.test(text);

/** Version and quantisation together leave one file, in columns of their own or as a part of the name. */
function isExact(name: string, version = "", quantisation = ""): boolean {
  const hasVersion = /\d/.test(version) || VERSION.test(name.replace(QUANTISATION, ""));
  const hasQuantisation = waiverIn(quantisation) === null || QUANTISATION.test(`${name} ${version}`);
  return hasVersion && hasQuantisation;
}
