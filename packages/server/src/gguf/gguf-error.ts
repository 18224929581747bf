export type GgufErrorCode = "not-found" | "unreadable" | "not-gguf" | "truncated" | "corrupt" | "unsupported";

const REMEDIES: Readonly<Record<GgufErrorCode, string>> = {
  "not-found": "Check where the file is.",
  unreadable: "Check that it is a file that your user may read, and that its disk is well.",
  "not-gguf": "Choose another file, or download the model again as GGUF.",
  truncated: "Download it again: it was not copied to its end.",
  corrupt: "Download it again; if that does not help, choose another file of this model.",
  unsupported: "Choose another file of this model.",
};

/** Why a file is no model that can be run. All texts are for people, on one line; none holds the file's path. */
export class GgufError extends Error {
  readonly code: GgufErrorCode;
  /** A sentence: what is wrong, and where. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
  constructor(code: GgufErrorCode, reason: string, options: ErrorOptions & { readonly remedy?: string } = {}) {
    const { remedy = REMEDIES[code], ...rest } = options;
    super(oneLine(`${reason} ${remedy}`), rest);
    this.name = "GgufError";
    this.code = code;
    this.reason = oneLine(reason);
    this.remedy = oneLine(remedy);
  }
}

/** A name that stands in a file, for a sentence. */
export function quoted(name: string): string {
  return `“${name.slice(0, 80)}”`;
}

/** Without line breaks and what else is not seen but acts, as terminals' escapes do. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
}
