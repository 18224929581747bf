// Whether a step says who does it. An imperative begins with a capital too, so a single word is a name only where a verb in the third
// person, a colon or brackets set it off.
const NO_NAME =
  "Some(?:body|one)|Every(?:body|one)|Any(?:body|one)|Nobody|We|They|You|It|This|That|These|The|Each|All|One|Add|Adopt|Agree|Ask|Build|Check|Close|Compare|Create|Decide|Define|Deploy|Design|Discuss|Document|Draft|Evaluate|Extend|File|Fix|Get|Implement|Investigate|Make|Measure|Merge|Migrate|Move|Open|Plan|Prepare|Present|Publish|Record|Release|Remove|Repeat|Replace|Review|Run|Schedule|Send|Set|Share|Start|Test|Try|Update|Upgrade|Use|Verify|Write";
const NAME = String.raw`(?!(?:${NO_NAME})\b)\p{Lu}[\p{Ll}'’]+`;

const PERSON: readonly RegExp[] = [
  /(?<![\w.])@\p{L}[\w-]*/u,
  /[\w.+-]+@[\w-]+\.\w/,
  /\b(?:the |our )?[\w-]+ team\b/i,
  new RegExp(
    String.raw`\b(?:[Oo]wners?|[Oo]wned by|[Aa]ssignee|[Aa]ssigned to|[Rr]esponsible|[Ww]ho|[Ll]ead|[Dd]river)\b[:\s–—(-]*(?:\p{Lu}|@)`,
    "u",
  ),
  // Maya Ruiz, Maya R. Ruiz; not the first two words of a title
  new RegExp(
    String.raw`(?:^\W*|[(,:–—-]\s*|\b(?:by|with|and|ask|to)\s)${NAME} (?:\p{Lu}\.? )?${NAME}(?=$|[\s.,;:)])`,
    "mu",
  ),
  // Maya writes, Maya and Tobi write, Maya will write, Maya: write
  new RegExp(String.raw`^\W*${NAME}(?:,? and ${NAME})? (?:\p{Ll}+s|will|to|has|is)\b`, "mu"),
  new RegExp(String.raw`^\W*${NAME}(?:,? and ${NAME})?\s*:\s`, "mu"),
  // (Maya), (Maya, by Friday), … – Maya
  new RegExp(String.raw`\(${NAME}[,)]|\s[–—-]\s${NAME}[.,]?(?:\s*\(.*\))?$|\bby ${NAME}\b(?! \d)`, "mu"),
];

export const namesPerson = (text: string): boolean => PERSON.some((pattern) => pattern.test(text));
