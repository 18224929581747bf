// Checks the contracts in a document: API descriptions, messages and schemas, and the data that shows them.
import { remember } from "../text/remember.ts";
import type { ContractKind } from "./contract-kind.ts";
import { jsonSchemaProblems } from "./json-schema-contract.ts";
import { isSequence, readJson } from "./json-source.ts";
import { openapiProblems } from "./openapi-contract.ts";
import { protoProblems } from "./proto-contract.ts";
import { type ContractProblem, duplicateKeys, type SourceNode } from "./source-tree.ts";
import { readYaml } from "./yaml-source.ts";

/** Nobody reads more. */
const MOST_PROBLEMS = 100;

type Check = (text: string) => readonly ContractProblem[];

const none: Check = () => [];

/** Who writes about a contract changes other words than its own. */
const inOrder = (check: Check): Check =>
  remember((text) =>
    check(text)
      .toSorted((a, b) => a.from - b.from)
      .slice(0, MOST_PROBLEMS),
  );

const CHECKS: Readonly<Record<ContractKind, Check>> = {
  proto: inOrder(protoProblems),
  json: inOrder(checkJson),
  yaml: inOrder((text) => readYaml(text).problems),
  "json-schema": inOrder((text) => checkData(text, (root, isFragment) => (isFragment ? [] : jsonSchemaProblems(root)))),
  openapi: inOrder((text) => checkData(text, openapiProblems)),
  graphql: none,
  typescript: none,
};

/** The problems of a text of a kind, in the order of their places. Never throws; what is not read has none. */
export const readContract = (kind: ContractKind, text: string): readonly ContractProblem[] =>
  text.trim() === "" ? [] : CHECKS[kind](text);

function checkJson(text: string): readonly ContractProblem[] {
  const { problems } = readJson(text);
  return problems.length > 0 && isSequence(text) ? [] : problems;
}

function checkData(
  text: string,
  check: (root: SourceNode, isFragment: boolean) => readonly ContractProblem[],
): readonly ContractProblem[] {
  const { root, isFragment, problems } = /^\s*[[{]/.test(text) ? readJson(text) : readYaml(text);
  if (root === null || problems.length > 0) return problems;
  return [...duplicateKeys(root), ...check(root, isFragment)];
}
