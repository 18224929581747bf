// A failure inside the process that a person has to be told; it crosses to the bridge as data and is an `EngineError` there.
import type { Failure } from "../llama-message.ts";

export class LlamaFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = "LlamaFailure";
    this.failure = failure;
  }
}
