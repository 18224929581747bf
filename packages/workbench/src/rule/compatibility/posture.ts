// Whether what exists may break: as a document declares it, and as its sentences say it.
import type { Markdown } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import { remember } from "../../text/remember.ts";
import type { Span } from "../../text/span.ts";
import { BREAKING_CHANGES_ALLOWED, compatibility, NO_BREAKING_CHANGES } from "../../type/fields.ts";
import { headingKey } from "../../type/locate-parts.ts";
import { fieldOf, type Metadata } from "../../type/metadata.ts";

type Posture = typeof NO_BREAKING_CHANGES | typeof BREAKING_CHANGES_ALLOWED;

export interface DeclaredPosture extends Span {
  readonly posture: Posture;
}

const NAMES = [compatibility.key, ...(compatibility.aliases ?? [])];
const FLAGS = ["breaking_changes_allowed", "breaking changes allowed", "breaking changes"];

/** In metadata, else behind a label or below a heading of that name. */
export function declaredPosture(markdown: Markdown, metadata: Metadata): DeclaredPosture | null {
  const field = fieldOf(metadata, NAMES);
  const flag = fieldOf(metadata, FLAGS);
  const { tree, text, labels, sections } = markdown;
  const keys = new Set(NAMES.map(headingKey));
  const label = labels.find((one) => keys.has(headingKey(one.text)));
  const section = sections.find(({ heading }) => keys.has(headingKey(heading.title)));
  const written = [label?.content, section?.own].flatMap((span) =>
    span === undefined ? [] : [{ span, text: plainText(tree, text, span) }],
  );
  const places = [
    ...(field === undefined ? [] : [{ span: field, text: field.text }]),
    ...(flag === undefined
      ? []
      : [{ span: flag, text: isYes(flag.text) ? BREAKING_CHANGES_ALLOWED : NO_BREAKING_CHANGES }]),
    ...written,
  ];
  for (const { span, text: said } of places) {
    const posture = postureIn(said);
    if (posture !== null) return { from: span.from, to: span.to, posture };
  }
  return null;
}

const isYes = (text: string): boolean => /^(?:true|yes|allowed|ok)\b/i.test(text.trim());

const WHO =
  "(?:all |every |any |the |existing |old(?:er)? |current |deployed |v\\d )*(?:clients?|consumers?|readers|browsers|integrations?|callers?|users|apis?|protocol|documents|compatibility)";

const ALLOWS = new RegExp(
  [
    "\\bbreaking changes? (?:is|are|may be|will be)? ?(?:explicitly )?(?:allowed|fine|ok|acceptable|accepted|permitted|expected|welcome)",
    "\\ballows? breaking changes",
    "\\bthis is a breaking change\\b",
    `\\b(?:breaks|will break|may break|can break|do(?:es)? break) ${WHO}\\b`,
    `\\b${WHO} (?:will )?(?:break|stop working|cannot connect|can no longer|will not (?:work|connect)|have to (?:upgrade|update))\\b`,
    "\\b(?:no|not|without|never|drops?|dropping|gives? up|abandons?) (?:\\w+ )?backwards?[- ]compatib",
    "\\bnot (?:be |stay |remain )?compatible with (?:old|existing|earlier|previous)",
    "\\bincompatible (?:with (?:old|existing|earlier|previous)|changes? (?:is|are))",
  ].join("|"),
  "i",
);

const FORBIDS = new RegExp(
  [
    "\\b(?:no|without|zero|avoids?) (?:any )?breaking changes?\\b",
    "\\bbreaking changes? (?:is|are|must|may|shall) (?:not|never|forbidden|prohibited)",
    `\\b(?:must|may|shall|will|do(?:es)?|can) ?not break ${WHO}\\b`,
    "\\b(?:must|shall|will|has to|have to|is to|are to|is|are|stays?|remains?|keeps?|fully|strictly)\\b(?![^.]{0,12}\\bnot\\b)[^.]{0,30}\\bbackwards?[- ]compatible\\b",
    "\\b(?:must|shall|has to|have to|needs? to) (?:stay|remain|be|keep) (?:fully |strictly )?compatible\\b(?! with (?!old|existing|earlier|previous|all))",
    "\\b(?:maintain|preserve|keep|guarantee|ensure)s?\\b[^.]{0,20}\\bbackwards?[- ]compatib",
    "\\b(?:old(?:er)?|existing|deployed) (?:clients|readers|browsers|consumers|documents) (?:must |will |can |shall )?(?:still|keep|continue)\\b",
  ].join("|"),
  "i",
);

/** What a sentence says of it; null when it says nothing, or both. */
export const postureIn = remember((sentence): Posture | null => {
  const [allows, forbids] = [ALLOWS.test(sentence), FORBIDS.test(sentence)];
  if (allows === forbids) return null;
  return allows ? BREAKING_CHANGES_ALLOWED : NO_BREAKING_CHANGES;
});
