// YAML and JSON with places, apart from the rest: who only reads settings does not load every rule.
export { createLineIndex } from "../text/line-index.ts";
export type { DataProblem } from "./data-problem.ts";
export { decodeJson, parseJson } from "./decode-json.ts";
export { decodeYaml } from "./decode-yaml.ts";
export { locateYaml } from "./locate-yaml.ts";
export { nearestWord } from "./nearest-word.ts";
