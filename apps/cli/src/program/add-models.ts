// `nomous models …` and `nomous gpu …`.
import { Argument, type Command } from "commander";
import type { PullOptions } from "../commands/pull.ts";
import type { AddOptions, RemoveOptions } from "../commands/models.ts";
import type { GpuKind } from "../gpu/gpu-builds.ts";
import type { Execute } from "./execute.ts";

const NAME = "a model's name or id, or the beginning of one";

export function addModels(program: Command, execute: Execute): void {
  const models = program
    .command("models")
    .description("show the models of this machine, and how the next prompt is answered")
    .option("--refresh", "look at disks and ports again first")
    .allowExcessArguments()
    .action((options: { refresh?: boolean }, command: Command) => {
      assertNoMore(command);
      return execute(async (context) => (await import("../commands/models.ts")).listModels(context, options));
    });
  models
    .command("add")
    .description("put a GGUF file, a folder of them, or an OpenAI-compatible server on the machine's list")
    .argument("<path|url>")
    .option("--key-variable <name>", "the environment variable that holds the server's key")
    .action((what: string, options: AddOptions) =>
      execute(async (context) => (await import("../commands/models.ts")).addModel(context, what, options)),
    );
  models
    .command("pull")
    .description("fetch a GGUF file; what was fetched is kept when it is interrupted, and gone on with")
    .argument("<url>")
    .option("--sha256 <hex>", "the checksum that the file must have")
    .option("--name <file>", "the file's name, instead of the end of the address")
    .action((url: string, options: PullOptions) =>
      execute(async (context) => (await import("../commands/pull.ts")).pull(context, url, options)),
    );
  models
    .command("rm")
    .description("take an added model off the list; a file that Nomous fetched is deleted")
    .argument("<name>", NAME)
    .option("-y, --yes", "do not ask")
    .action((name: string, options: RemoveOptions) =>
      execute(async (context) => (await import("../commands/models.ts")).removeModel(context, name, options)),
    );
  addChoosing(models, execute);
}

function addChoosing(models: Command, execute: Execute): void {
  models
    .command("use")
    .description("choose the model that answers where nobody asks for another")
    .argument("[name]", NAME)
    .option("--none", "the best model that is found")
    .action((name: string | undefined, { none }: { none?: boolean }, command: Command) => {
      if ((name === undefined) === (none !== true)) command.error("error: name a model, or say --none");
      return execute(async (context) => (await import("../commands/models.ts")).useModel(context, name));
    });
  models
    .command("load")
    .description("bring a model into memory, so that its first answer need not wait")
    .argument("<name>", NAME)
    .action((name: string) =>
      execute(async (context) => (await import("../commands/load-model.ts")).loadModel(context, name)),
    );
  models
    .command("unload")
    .description("take it out of memory when its answers are written")
    .argument("<name>", NAME)
    .action((name: string) =>
      execute(async (context) => (await import("../commands/models.ts")).unloadModel(context, name)),
    );
  models
    .command("forgive")
    .description("let a model that crashed be chosen again")
    .argument("<name>", NAME)
    .action((name: string) =>
      execute(async (context) => (await import("../commands/models.ts")).forgiveModel(context, name)),
    );
  models
    .command("embed")
    .description("print the vector of each TEXT, or of each line that is piped in, as JSON")
    .argument("<name>", NAME)
    .argument("[text...]")
    .action((name: string, texts: string[]) =>
      execute(async (context) => (await import("../commands/embed.ts")).embed(context, name, texts)),
    );
}

export function addGpu(program: Command, execute: Execute): void {
  const gpu = program
    .command("gpu")
    .description("show which GPUs model files can use here, and what to install")
    .allowExcessArguments()
    .action((_, command: Command) => {
      assertNoMore(command);
      return execute(async (context) => (await import("../commands/gpu.ts")).showGpu(context));
    });
  gpu
    .command("install")
    .description("fetch a build of llama.cpp that uses the GPU")
    .addArgument(new Argument("<kind>").choices(["vulkan", "cuda"] satisfies GpuKind[]))
    .option("-y, --yes", "do not ask")
    .action((kind: GpuKind, options: { yes?: boolean }) =>
      execute(async (context) => (await import("../commands/gpu.ts")).installGpu(context, kind, options)),
    );
  gpu
    .command("remove")
    .description("delete it; models run on the CPU again")
    .action(() => execute(async (context) => (await import("../commands/gpu.ts")).removeGpu(context)));
}

/** What follows a command that has commands of its own, and is none of them. */
function assertNoMore(command: Command): void {
  const [word] = command.args;
  if (word === undefined) return;
  const known = command.commands.map((own) => own.name()).join(", ");
  command.error(`error: unknown command '${command.name()} ${word}'; there is: ${known}`);
}
