// Brings a model into memory and shows how far it is. Ctrl-C gives the memory back.
import type { ModelInfo, ModelRun } from "@nomous/protocol";
import { apply } from "../bridge/apply.ts";
import type { Connected } from "../bridge/connect.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { onSignal } from "../interrupts.ts";
import { progressBar } from "../progress-bar.ts";
import { findModel, withBridge } from "./models.ts";

export function loadModel(context: Context, wanted: string): Promise<ExitCode> {
  const { console, json } = context;
  return withBridge(context, async (connected) => {
    const model = await findModel(context, connected, wanted);
    if (connected.isOwnBridge)
      console.note("nomous: the model is out of memory again when this command ends; `nomous serve` would keep it");
    const loaded = await load(context, connected, model);
    if (loaded === undefined) {
      console.note("Stopped; its memory is free again.");
      return EXIT.interrupted;
    }
    const { where } = loaded;
    if (json) console.print(JSON.stringify({ model: model.id, name: model.name, where }));
    else console.print(`${model.name} is in memory${where === undefined || where === "" ? "" : `, ${where}`}.`);
    return EXIT.ok;
  });
}

/** Where it runs now, as far as it is told; `undefined` when the person stopped it. */
async function load(
  context: Context,
  connected: Connected,
  { id, name }: ModelInfo,
): Promise<{ where: string | undefined } | undefined> {
  const { runtime, console } = context;
  const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<"interrupted">();
  const stopListening = onSignal(runtime.clock, ["SIGINT"], () => interrupt("interrupted"));
  const state = connected.client.latest("models");
  const run = () => state.current()?.runs.find(({ model }) => model === id);
  const unsubscribe = state.subscribe(() => console.status(progressOf(run(), name)));
  const loading = apply(context, connected, "model.load", { model: id });
  try {
    if ((await Promise.race([loading, interrupted])) !== "interrupted") return { where: run()?.where };
    await apply(context, connected, "model.unload", { model: id });
    await Promise.allSettled([loading]);
    return undefined;
  } finally {
    console.status();
    unsubscribe();
    stopListening();
  }
}

const progressOf = (run: ModelRun | undefined, name: string): string =>
  run?.state === "loading" ? `${progressBar(run.progress)}  ${name}` : "";
