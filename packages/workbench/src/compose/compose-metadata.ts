// What a new document says of itself: in front matter, or in a table below the title. The state of the repository stands in front
// matter always: programs read it, and five commits are no cell of a table.
import { stringify } from "yaml";
import { column } from "../type/columns.ts";
import type { Field } from "../type/document-type.ts";
import { branch, commit, recentCommits } from "../type/fields.ts";
import { writtenState } from "../type/set-field.ts";
import { tableText } from "../type/table-text.ts";
import { cellText } from "./compose-table.ts";
import type { Draft } from "./draft.ts";
import { declaredScopes } from "./written-parts.ts";

type Value = string | readonly string[];

const REPOSITORY: ReadonlySet<string> = new Set([branch, commit, recentCommits].map(({ key }) => key));

export function composeFrontMatter(draft: Draft): string {
  const { type, form, facts } = draft;
  const isTable = type.metadata === "table";
  const scopes = declaredScopes(draft);
  const fields = type.fields
    .filter(({ key }) => !isTable || REPOSITORY.has(key))
    .map((field) => [field, valueOf(field, draft)] as const)
    .filter(([{ isRequired }, value]) => value !== undefined || isRequired || form === "full");
  const lines = [
    yamlLine("nomous", type.name),
    ...(isTable ? [yamlLine("date", facts.now)] : []),
    ...fields.map(([{ key }, value]) => yamlLine(key, value)),
    ...(scopes.length > 0 ? [yamlLine("scopes", scopes)] : []),
  ];
  return ["---", ...lines, "---"].join("\n");
}

/** One line whatever the value, so that a page stays a page. */
function yamlLine(key: string, value: Value | undefined): string {
  if (value === undefined) return `${key}:`;
  return `${key}: ${stringify(value, { lineWidth: 0, collectionStyle: "flow", flowCollectionPadding: false }).trim()}`;
}

/** Fields with one label share a row: `Created / Last Updated`. */
export function composeMetadataTable(draft: Draft): string {
  const fields = draft.type.fields.filter(({ key }) => !REPOSITORY.has(key));
  const labels = [...new Set(fields.map(({ label }) => label))];
  const rows = labels.map((label) => {
    const values = fields.filter((field) => field.label === label).map((field) => valueOf(field, draft) ?? "");
    return [label, cellText(values.map(String).join(" / "))];
  });
  return tableText(COLUMNS, rows);
}

const COLUMNS = [column("Document Metadata"), column("Details")];

function valueOf({ key, kind }: Field, { type, title, form, facts, fields = {} }: Draft): Value | undefined {
  const chosen = fields[key];
  if (chosen !== undefined) return chosen;
  const [first] = type.states;
  const isTable = type.metadata === "table";
  const day = facts.now.slice(0, "2026-11-28".length);
  switch (key) {
    case "status":
      return first === undefined ? undefined : writtenState(type, first);
    case "topic":
      return title;
    case "author":
      return facts.author;
    case "owner":
      return facts.owner;
    case "branch":
      return facts.branch;
    case "commit":
      return facts.commit;
    case "recent":
      return facts.recentCommits;
    case "start":
      // A person decides when work begins.
      return undefined;
    case "updated":
      return isTable || form === "full" ? day : undefined;
    default:
      return kind === "date" ? (isTable ? day : facts.now) : undefined;
  }
}
