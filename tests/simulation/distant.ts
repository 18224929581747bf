import type { FakeProcess, SeededRandom } from "@nomous/testkit";

/**
 * A port as a process sees it: calls take a moment to get there, answers a moment to come back, and a process that dies in
 * between learns nothing. Methods in `ordered` take effect, and answer, in the order of their calls.
 */
export function distant<Port extends object>(
  port: Port,
  process: FakeProcess,
  random: SeededRandom,
  ordered: readonly (keyof Port)[],
): Port {
  let before: Promise<unknown> = Promise.resolve();
  return new Proxy(port, {
    get(target, key) {
      const method: unknown = Reflect.get(target, key);
      if (typeof method !== "function") return method;
      return (...args: unknown[]): Promise<unknown> => {
        const call = (): Promise<unknown> =>
          process.ask(() => method.apply(target, args) as Promise<unknown>, random.int(3), random.int(3));
        if (!ordered.includes(key as keyof Port)) return call();
        const result = before.then(call);
        before = result.catch(() => undefined);
        return result;
      };
    },
  });
}
