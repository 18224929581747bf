// Where a text stops being JSON, for a person who edits the file: the parser says what it dislikes, but not always where.

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/uy;
const SCALAR = new RegExp(`${STRING.source}|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null`, "uy");
const MAX_DEPTH = 200;

/** "line 3, column 7" of the first character that cannot stand there; `undefined` when all of it is JSON. */
export function jsonErrorPlace(text: string): string | undefined {
  let at = 0;
  let depth = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const hit = pattern.exec(text);
    at += hit?.[0].length ?? 0;
    return hit !== null;
  };
  const member = (): boolean => take(SPACE) && take(STRING) && take(SPACE) && take(/:/y) && value();
  const all = (one: () => boolean, end: RegExp): boolean => {
    if (take(SPACE) && take(end)) return true;
    do if (!one()) return false;
    while (take(/,/y));
    return take(end);
  };
  const nested = (): boolean => {
    if (depth >= MAX_DEPTH) return false;
    depth += 1;
    const isWhole = take(/\{/y) ? all(member, /\}/y) : take(/\[/y) && all(value, /\]/y);
    depth -= 1;
    return isWhole;
  };
  const value = (): boolean => take(SPACE) && (take(SCALAR) || nested()) && take(SPACE);
  if (value() && at === text.length) return undefined;
  const lines = text.slice(0, at).split("\n");
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
