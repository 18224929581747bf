// The real clock and generator; every program hands it in once, at its composition root.
import type { Runtime } from "@nomous/protocol";

export const systemRuntime: Runtime = {
  clock: {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    after(ms, fire) {
      const timer = setTimeout(fire, ms);
      return () => clearTimeout(timer);
    },
  },
  random: {
    uint32: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
  },
};
