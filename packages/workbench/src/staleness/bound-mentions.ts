// What is known of the things that a document rests on, at the places where its text says them now: places that were found in an older text do not count.
import type { Subject } from "../rule/subject.ts";
import type { Binding } from "./binding.ts";
import type { BoundTarget } from "./freshness.ts";
import { readBindings } from "./read-bindings.ts";
import { targetAt } from "./target.ts";

export interface BoundBinding {
  readonly binding: Binding;
  readonly bound: BoundTarget;
}

/** In the order of the text; none where nobody knows. */
export function boundBindings(subject: Subject): BoundBinding[] {
  const { bindings } = subject.surroundings;
  if (bindings === undefined || bindings.length === 0) return [];
  return readBindings(subject).flatMap((binding) => {
    const bound = bindings.find(
      ({ kind, target }) => kind === binding.kind && binding.paths.some((path) => targetAt(binding, path) === target),
    );
    return bound === undefined ? [] : [{ binding, bound }];
  });
}
