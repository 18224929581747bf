// The words that a reader of the drawing sees, out of the text of a label: without quotes, line breaks, markup and codes.

const TAG =
  /<\/?(?:a|b|big|center|code|div|em|font|h[1-6]|hr|i|img|li|p|pre|s|small|span|strike|strong|sub|sup|tt|u|ul)\b[^<>]*>/gi;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["apos", "'"],
  ["bsol", "\\"],
  ["colon", ":"],
  ["comma", ","],
  ["gt", ">"],
  ["hash", "#"],
  ["lbrace", "{"],
  ["lbrack", "["],
  ["lpar", "("],
  ["lt", "<"],
  ["nbsp", " "],
  ["num", "#"],
  ["quot", '"'],
  ["rbrace", "}"],
  ["rbrack", "]"],
  ["rpar", ")"],
  ["semi", ";"],
  ["sol", "/"],
]);

/** The plain words of a label as it is written, on one line. */
export function readLabel(written: string): string {
  const bare = unquote(written.trim());
  const words = bare.length > 1 && bare.startsWith("`") && bare.endsWith("`") ? plainMarkdown(bare.slice(1, -1)) : bare;
  return words
    .replaceAll(/<br\s{0,9}\/?>|\\n/gi, " ")
    .replaceAll(TAG, "")
    .replaceAll(/\bfa[bklrs]?:fa-[\w-]+/g, "")
    .replaceAll(/[&#]#?(\w{1,31});/g, decodeEntity)
    .replaceAll(/\s+/g, " ")
    .trim();
}

function unquote(text: string): string {
  const quote = text.charAt(0);
  return text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text;
}

const plainMarkdown = (text: string): string => text.replaceAll(/\*|\b_{1,3}|_{1,3}\b/g, "");

function decodeEntity(written: string, name: string): string {
  if (!/^\d{1,7}$/.test(name)) return ENTITIES.get(name) ?? written;
  const code = Number(name);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : written;
}
