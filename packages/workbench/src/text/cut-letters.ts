/** The text on one line, or as many of its letters as are wanted with `…` behind them; no letter is cut in half. */
export function cutLetters(text: string, most: number): string {
  // No letter has more than two units, and what nobody will see need not be looked at.
  const letters = Array.from(
    text
      .slice(0, 4 * most)
      .replaceAll(/\s+/g, " ")
      .trim(),
  );
  const isWhole = letters.length <= most && text.length <= 4 * most;
  return isWhole
    ? letters.join("")
    : `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}
