// How far two texts agree from either end. Long ones nearly do as a whole, so stretches are compared before characters are.
const STRETCH = 4_096;

/** How many characters two texts have in common at their beginning. */
export function equalStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at < most && one.slice(at, at + STRETCH) === other.slice(at, at + STRETCH)) at += STRETCH;
  while (at < most && one[at] === other[at]) at += 1;
  return Math.min(at, most);
}

/** How many characters, `most` at most, two texts have in common at their end. */
export function equalEnd(one: string, other: string, most: number): number {
  const [a, b] = [one.length, other.length];
  let count = 0;
  while (
    count + STRETCH <= most &&
    one.slice(a - count - STRETCH, a - count) === other.slice(b - count - STRETCH, b - count)
  )
    count += STRETCH;
  while (count < most && one[a - count - 1] === other[b - count - 1]) count += 1;
  return count;
}
