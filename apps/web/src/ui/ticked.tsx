/** A sentence in which backticks mark code: `resumeAt` was changed. */
export const Ticked = ({ text }: { text: string }) =>
  text
    .split(/(`[^`]+`)/)
    .map((piece, n) => (/^`[^`]+`$/.test(piece) ? <code key={n}>{piece.slice(1, -1)}</code> : piece));
