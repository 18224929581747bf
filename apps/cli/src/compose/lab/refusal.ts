/** What a person asked for cannot be done as it is; the message says why, and what to do. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Refusal";
  }
}
