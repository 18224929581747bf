import { expect, test } from "vitest";
import * as z from "zod/mini";
import { check, decodeClientMessage, decodeJson, decodeServerMessage, encodeMessage } from "./codec.ts";
import { COMMANDS, isCommandName } from "./command.ts";
import { LIMITS } from "./limits.ts";
import { isQueryName } from "./query.ts";

const rename = { conversation: "0192f0c1-2a3b-7c4d-8e5f-000000000010", title: "T" };

test("[V3] unknown fields are dropped, at every depth", () => {
  const error = { code: "internal", message: "m", colour: "red" };
  expect(decodeServerMessage(JSON.stringify({ type: "ERROR", error, extra: 1 }))).toEqual({
    status: "message",
    message: { type: "ERROR", error: { code: "internal", message: "m" } },
  });
});

test("[E1] a message of an unknown type is told apart from a broken one", () => {
  expect(decodeClientMessage('{"type":"LATER","x":1}')).toEqual({ status: "unknown", type: "LATER" });
  expect(decodeClientMessage('{"type":"constructor"}')).toEqual({ status: "unknown", type: "constructor" });
  expect(decodeClientMessage('{"type":"WELCOME"}').status).toBe("unknown");
  expect(decodeServerMessage('{"type":"HELLO"}').status).toBe("unknown");
});

test.for(["", "{", "null", "7", '"PING"', "[]", "{}", '{"type":1}', '{"type":"PING"}', '{"type":"PING","t":"now"}'])(
  "[E1] %s is no message",
  (text) => {
    expect(decodeClientMessage(text).status).toBe("invalid");
    expect(decodeServerMessage(text).status).toBe("invalid");
  },
);

test("[E4] the reason names the field and repeats nothing of the value", () => {
  const secret = "my secret prompt";
  const args = { ...rename, title: secret.repeat(100) };
  const checked = check(COMMANDS["conversation.rename"].args, args);
  expect(checked.ok ? "" : checked.reason).toMatch(/^title: /);
  const decoded = decodeClientMessage(JSON.stringify({ type: "CMD", id: secret, name: secret, args: secret }));
  expect(JSON.stringify([checked, decoded])).not.toContain("secret");
});

test("nesting of any depth is data, not a stack overflow", () => {
  const deep = "[".repeat(200_000) + "]".repeat(200_000);
  expect(decodeClientMessage(`{"type":"ASK","ref":1,"name":"x","args":${deep}}`).status).toBe("message");
});

test("a message comes back from its text", () => {
  const ping = { type: "PING", t: 1.5 } as const;
  expect(decodeClientMessage(encodeMessage(ping))).toEqual({ status: "message", message: ping });
});

test("JSON that does not fit its schema is undefined", () => {
  const schema = z.object({ a: z.number() });
  expect(decodeJson(schema, '{"a":1,"b":2}')).toEqual({ a: 1 });
  expect(decodeJson(schema, '{"a":"1"}')).toBeUndefined();
  expect(decodeJson(schema, "{")).toBeUndefined();
});

test("names of commands and queries are those of the tables, and nothing that objects inherit", () => {
  expect([isCommandName("conversation.rename"), isQueryName("workspace.read")]).toEqual([true, true]);
  for (const name of ["toString", "__proto__", "constructor", ""])
    expect([isCommandName(name), isQueryName(name)]).toEqual([false, false]);
});

test("[Q3] a path that leaves the workspace is refused by its shape", () => {
  const prompt = {
    conversation: rename.conversation,
    turn: rename.conversation,
    answer: rename.conversation,
    parent: null,
  };
  const attach = (path: string) =>
    check(COMMANDS["conversation.prompt"].args, { ...prompt, text: "t", attachments: [{ path }] }).ok;
  expect(["a.md", "a/b c/größe.md", "..a/b", "a/...", "a//b"].map(attach)).toEqual([true, true, true, true, true]);
  for (const path of ["", "/etc/passwd", "..", "../a", "a/../b", "a/..", "C:/a", "c:a", "a\\b", "a\0b"])
    expect(attach(path)).toBe(false);
});

test("a prompt is measured in bytes of UTF-8", () => {
  const prompt = {
    conversation: rename.conversation,
    turn: rename.conversation,
    answer: rename.conversation,
    parent: null,
  };
  const send = (text: string) => check(COMMANDS["conversation.prompt"].args, { ...prompt, text, attachments: [] }).ok;
  expect(send("€".repeat(LIMITS.promptBytes / 3))).toBe(true);
  expect(send("€".repeat(LIMITS.promptBytes / 3) + "a")).toBe(false);
  expect(send("")).toBe(false);
});
