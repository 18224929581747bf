import { type Command, Option } from "commander";
import type { ChatOptions } from "../commands/chat.ts";
import { type Execute, numberFrom, oneMore } from "./execute.ts";

const MAX_TOKENS = 1_000_000;
const MAX_SEED = 0xffff_ffff;

export function addChat(program: Command, execute: Execute): void {
  program
    .command("chat")
    .description("ask: one question with TEXT or from a pipe, else a conversation")
    .argument("[text...]", "the question; what is piped in becomes its context")
    .option("-m, --model <name>", "the model that shall answer, a GGUF file, `workspace`, or `scripted`")
    .addOption(new Option("-c, --conversation <id>", "go on with this conversation").conflicts("continue"))
    .option("--continue", "go on with the newest conversation")
    .addOption(
      new Option("--attach <path>", "a file, or lines of it as PATH:12-40; repeatable")
        .argParser(oneMore)
        .default([], "none"),
    )
    .option("--system <text>", "the system text, before everything else")
    .addOption(new Option("--temperature <number>", "0 to 5").argParser(numberFrom(0, 5)))
    .addOption(new Option("--top-p <number>", "0.01 to 1").argParser(numberFrom(0.01, 1)))
    .addOption(
      new Option("--max-tokens <number>", "of the answer").argParser(numberFrom(1, MAX_TOKENS, { isWhole: true })),
    )
    .addOption(
      new Option("--seed <number>", "for the same answer again").argParser(numberFrom(0, MAX_SEED, { isWhole: true })),
    )
    .addOption(new Option("--stop <text>", "the answer ends before it; repeatable").argParser(oneMore))
    .option("--schema <file>", "a JSON Schema that the answer has to fit")
    .option("--no-retrieval", "offer the model no passages of the workspace")
    .option("--reasoning", "print what the model thinks too, on stderr")
    .action((text: string[], options: Omit<ChatOptions, "text">) =>
      execute(async (context) =>
        (await import("../commands/chat.ts")).chat(context, { ...options, text: text.join(" ") }),
      ),
    );
}
