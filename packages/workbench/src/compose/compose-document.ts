// A new document of a type: what can be known is filled in, the rest is guidance.
import { claimDefinitions } from "../claim/claim-definitions.ts";
import { regionText } from "../region/region.ts";
import { withoutHidden } from "../text/hidden-letters.ts";
import { parseMarkdown } from "../text/markdown.ts";
import { compatibilityOf } from "../type/compatibility.ts";
import { compatibility, owner } from "../type/fields.ts";
import { fieldOf } from "../type/metadata.ts";
import { namesOfField } from "../type/set-field.ts";
import { carryOver } from "./carry-over.ts";
import { composeFrontMatter, composeMetadataTable } from "./compose-metadata.ts";
import { composeBody } from "./compose-part.ts";
import type { Draft } from "./draft.ts";
import { writtenParts } from "./written-parts.ts";

/** Markdown with LF line ends. */
export function composeDocument(asked: Draft): string {
  const draft = inherit(asked);
  const fillings = carryOver(draft);
  const blocks = [
    composeFrontMatter(draft),
    `# ${draft.title.replaceAll(/\s+/g, " ").trim()}`,
    ...(draft.type.metadata === "table" ? [composeMetadataTable(draft)] : []),
    ...composeBody(writtenParts(draft, fillings), draft, fillings),
  ];
  return withClaims(`${blocks.join("\n\n")}\n`, draft);
}

/** Numbers that were carried with their binding lead to the evidence from here too. */
function withClaims(text: string, { path, sources: [source] = [] }: Draft): string {
  if (source === undefined) return text;
  const body = claimDefinitions({ path, markdown: parseMarkdown(text), surroundings: source.surroundings });
  return body === "" ? text : `${text}\n${regionText({ name: "claims", body: withoutHidden(body), at: null })}\n`;
}

/** What holds for a source holds for what is written from it: its scopes, its owner, and whether what exists may break. */
function inherit(draft: Draft): Draft {
  const { type, sources = [], fields = {}, declined = [] } = draft;
  const known = sources.flatMap(({ typed }) => (typed === null ? [] : [typed]));
  const scopes = type.scopes
    .map(({ name }) => name)
    .filter((name) => draft.scopes.includes(name) || known.some((source) => source.scopes.has(name)));
  const posture = known.map(({ metadata }) => compatibilityOf(metadata)).find((one) => one !== null);
  const inherited = known.map(({ metadata }) => fieldOf(metadata, namesOfField(owner))?.text).find((one) => one);
  const carried = posture === undefined || posture === null ? {} : { [compatibility.key]: posture };
  return {
    ...draft,
    facts: inherited === undefined ? draft.facts : { owner: inherited, ...draft.facts },
    scopes: scopes.filter((name) => !declined.includes(name)),
    fields: { ...carried, ...fields },
  };
}
