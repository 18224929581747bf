// Figures of rounds, by what was measured and its variant.
import { type Figures, format, summarise } from "../harness.ts";

type Variants = Map<string, Map<string, number[]>>;

export class Results {
  readonly #parts = new Map<string, Variants>();

  add(part: string, variant: string, figures: Figures): void {
    const variants = this.part(part);
    const known = variants.get(variant) ?? new Map<string, number[]>();
    variants.set(variant, known);
    for (const [name, value] of Object.entries(figures)) known.set(name, [...(known.get(name) ?? []), value]);
    const told = Object.entries(figures).map(([name, value]) => `${name} ${format(value)}`);
    console.log(`${part}, ${variant}: ${told.join(", ")}`);
  }

  part(part: string): Variants {
    const variants = this.#parts.get(part) ?? new Map();
    this.#parts.set(part, variants);
    return variants;
  }

  values(part: string, variant: string, figure: string): readonly number[] {
    return this.part(part).get(variant)?.get(figure) ?? [];
  }

  median(part: string, variant: string, figure: string): number {
    return summarise(this.values(part, variant, figure)).median;
  }

  /** Of the paired rounds, with the extremes. */
  ratio(part: string, [ours, figure]: readonly [string, string], [peer, theirs]: readonly [string, string]): string {
    const others = this.values(part, peer, theirs);
    const { median, min, max } = summarise(
      this.values(part, ours, figure).map((value, n) => value / (others[n] ?? Number.NaN)),
    );
    return `${format(median)} [${format(min)}, ${format(max)}]`;
  }
}
