// What a model needs against what is there: weights, context, what is too much, and a line for what is free. All bars of a
// column have the same scale: its whole is the machine's memory.
import { sizeText } from "../words/numbers.ts";

interface FitBarProps {
  /** "GPU", "Memory". */
  of: string;
  weightsBytes: number;
  /** Context and what else the runtime needs. */
  restBytes: number;
  freeBytes: number;
  totalBytes: number;
}

export function FitBar({ of, weightsBytes, restBytes, freeBytes, totalBytes }: FitBarProps) {
  const needed = weightsBytes + restBytes;
  const share = (bytes: number): string => `${(100 * Math.min(1, Math.max(0, bytes / totalBytes))).toFixed(2)}%`;
  const weights = Math.min(weightsBytes, freeBytes);
  const rest = Math.min(restBytes, Math.max(0, freeBytes - weightsBytes));
  const label = `${of}: needs ${sizeText(needed)} of ${sizeText(freeBytes)} free`;
  return (
    // No picture file could be drawn to scale.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className="fit" role="img" aria-label={label} title={label}>
      <i style={{ width: share(weights) }} />
      <i className="rest" style={{ width: share(rest) }} />
      <i className="over" style={{ width: share(Math.min(needed - weights - rest, totalBytes - weights - rest)) }} />
      <b style={{ left: share(freeBytes) }} />
    </div>
  );
}
