// What only a shell would understand, and a program gets as it is written: pipes, several commands, redirections, variables, patterns.

const SIGNS: readonly (readonly [sign: string, pattern: RegExp])[] = [
  ["&&", /&&/],
  ["||", /\|\|/],
  ["|", /\|/],
  [";", /;/],
  ["&", /(?:^|\s)&|&(?:\s|$)/],
  [">", /(?:^|\s|\d)>|>(?:\s|$)/],
  ["<", /(?:^|\s)<|<(?:\s|$)/],
  ["$", /\$(?:\w|[{(@*#?])/],
  ["`", /`/],
  ["*", /\*/],
  ["~", /(?:^|\s)~(?:\/|\s|$)/],
  ["a variable before it", /^\s*[A-Za-z_]\w*=/],
];

/** In the order of the line: an escaped letter, `$'…'`, `'…'`, `"…"`. */
const MEANT_AS_IT_STANDS = /\\.|\$'(?:\\.|[^'\\])*'|'[^']*'|"(?:\\.|[^"\\])*"/g;

/** The first sign of a line that needs a shell; null when it can be split into a program and its arguments as it is. */
export function needsShell(line: string): string | null {
  const bare = line.replaceAll(MEANT_AS_IT_STANDS, (quoted) => (quoted.startsWith('"') ? withinDouble(quoted) : "x"));
  return SIGNS.find(([, pattern]) => pattern.test(bare))?.[0] ?? null;
}

/** Between double quotes a shell still replaces variables and what stands in backticks. */
const withinDouble = (quoted: string): string => quoted.replaceAll(/\\./g, "x").replaceAll(/[^$`\w{(]/g, "x");
