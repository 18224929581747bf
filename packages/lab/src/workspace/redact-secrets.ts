// Keys that were written into ordinary files are covered before a passage is indexed or quoted. Lines keep their number,
// so that a place stays right. Every repetition that may fail is bounded: the text may be anybody's.

const COVER = "[redacted]";

const KEY_BLOCK =
  /-----BEGIN ((?:[A-Z0-9]+ )*)PRIVATE KEY(?: BLOCK)?-----(?:(?:[^-]|-(?!----BEGIN )){0,8192}?-----END \1PRIVATE KEY(?: BLOCK)?-----|(?:(?:\\n|\s|["'+])*[A-Za-z0-9+/=]{20,})*)/g;

/** Tokens that their issuer made recognisable. */
const ISSUED = new RegExp(
  [
    "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b",
    "\\bgh[pousr]_[A-Za-z0-9]{30,}",
    "\\bgithub_pat_[A-Za-z0-9_]{40,}",
    "\\bglpat-[\\w-]{20,}",
    "\\bxox[abeoprs]-[\\w-]{10,}",
    "\\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}",
    "\\bsk-(?:ant-|proj-)?[\\w-]{24,}",
    "\\bAIza[\\w-]{35}",
    "\\bnpm_[A-Za-z0-9]{36}",
    "\\bhf_[A-Za-z0-9]{30,}",
    "\\beyJ[\\w-]{16,400}\\.eyJ[\\w-]{16,2000}\\.[\\w-]{16,}",
  ].join("|"),
  "g",
);

/** `password = "…"`, `API_KEY: …`, `Authorization: Bearer …`, `https://user:…@host`: the value is covered when it looks made by chance. */
const ASSIGNED =
  /((?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|bearer|credentials?)["'\]]{0,2}\s{0,4}(?:[:=]|=>|:=)?\s{0,4}["'`]?)([\w+/=.~!@#$%^&*-]{12,})/gi;
const IN_ADDRESS = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,64}:)([^\s:/@]{3,200})(?=@)/gi;

/** The text with what looks like keys, tokens and passwords covered; it has as many lines as before. */
export function redactSecrets(text: string): string {
  return text
    .replace(KEY_BLOCK, (block) => block.replaceAll(/[^\r\n]+/g, COVER))
    .replace(ISSUED, COVER)
    .replace(ASSIGNED, (whole, name: string, value: string) => (isByChance(value) ? name + COVER : whole))
    .replace(IN_ADDRESS, (whole, before: string, value: string) => (/^[$<{[]/.test(value) ? whole : before + COVER));
}

/** Written words and code (`process.env.TOKEN`, `random-token.ts`) have few kinds of characters in each part; made values mix them. */
function isByChance(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[+/=~!@#$%^&*]/].filter((kind) => kind.test(value)).length;
  const digits = value.replaceAll(/\D/g, "").length;
  return digits >= 2 && kinds >= 2 && bitsPerCharacter(value) > 3;
}

function bitsPerCharacter(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
