// A text as numbered lines. Every line ends with a line feed, so the last one begins behind the last line feed and may be empty.

export class LineStarts {
  /** Where each line begins; the last is the end of the text. */
  readonly starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.starts = starts;
  }

  /** The line that a place is in; at a start, the one that begins there. */
  lineAt(at: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.start(middle) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  start(line: number): number {
    return this.starts[Math.min(line, this.starts.length - 1)] ?? 0;
  }

  isStart(at: number): boolean {
    return this.start(this.lineAt(at)) === at;
  }
}
