// The number is wrong for its key and right for another: most often the key was copied, or the number was.
import { claimKeyText } from "./claim-key.ts";
import type { Measured } from "./measured.ts";
import type { Stated } from "./stated.ts";
import { yardstickFor } from "./yardstick.ts";

/** What else the stated number is, in the digits that it was stated with; its own metric first. */
export function findOther(stated: Stated, wrong: Measured, all: readonly Measured[]): Measured | null {
  if (
    stated.bound !== "exactly" ||
    stated.low !== stated.high ||
    stated.high.form !== "digits" ||
    stated.kind === "factor"
  )
    return null;
  if (wrong.key.what !== "effect" && wrong.key.what !== "value") return null;
  const same = all.filter((one) => one.scale === wrong.scale && !isKey(one, wrong) && isSame(stated, one));
  return same.toSorted((a, b) => closeness(wrong, b) - closeness(wrong, a))[0] ?? null;
}

/** "15 % slower" for what is 15 % faster the other way round is no other number. */
const isKey = ({ key }: Measured, other: Measured): boolean => claimKeyText(key) === claimKeyText(other.key);

function isSame(stated: Stated, other: Measured): boolean {
  const yardstick = yardstickFor(other, stated);
  return yardstick !== null && Math.abs(yardstick.number - stated.high.value) <= stated.high.step / 2;
}

const closeness = ({ key }: Measured, other: Measured): number =>
  (key.experiment === other.key.experiment ? 2 : 0) + (key.metric === other.key.metric ? 1 : 0);
