// A commit as people know it: who, when, and its first line.

export interface CommitHeader {
  readonly author: string;
  /** ISO 8601, with its zone. */
  readonly at: string;
  readonly subject: string;
}

const LONGEST_SUBJECT = 120;

/** From what git prints, parted by `\u0002`. The words may be whatever somebody committed, and they are shown. */
export function readCommitHeader(words: string): CommitHeader {
  const [author = "", at = "", ...rest] = words.split("\u0002");
  const subject = visible(rest.join(" "));
  return {
    author: visible(author),
    at: at.trim(),
    subject: subject.length > LONGEST_SUBJECT ? `${subject.slice(0, LONGEST_SUBJECT - 1).toWellFormed()}…` : subject,
  };
}

const visible = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
