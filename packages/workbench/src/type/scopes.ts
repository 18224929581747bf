// What only some changes are about. A scope that nobody declares asks for nothing.
import type { Scope } from "./document-type.ts";

export const models: Scope = {
  name: "models",
  question: "Does it use or change a model?",
  absence: "it uses no model",
};

export const gpu: Scope = {
  name: "gpu",
  question: "Does any of it run on a GPU?",
  absence: "nothing in it runs on a GPU",
};

export const realtime: Scope = {
  name: "realtime",
  question: "Does it send or receive over a socket, or have to answer while somebody waits?",
  absence: "nothing in it goes over a socket",
};

export const offline: Scope = {
  name: "offline",
  question: "Must it work, or keep what was done, without a connection?",
  absence: "it is never used without a connection",
};

export const backend: Scope = {
  name: "backend",
  question: "Does it change a server, a worker or a command line?",
  absence: "no server code changes",
};

export const frontend: Scope = {
  name: "frontend",
  question: "Does it change what people see?",
  absence: "nothing that people see changes",
};

export const api: Scope = {
  name: "api",
  question: "Does it add or change a contract between programs?",
  absence: "no contract changes",
};

export const data: Scope = {
  name: "data",
  question: "Does it change what is stored, or how?",
  absence: "what is stored stays as it is",
};

export const security: Scope = {
  name: "security",
  question: "Does it touch who may do what, or data about people?",
  absence: "it touches no rights and no data about people",
};

export const operations: Scope = {
  name: "operations",
  question: "Does it run somewhere that somebody has to watch and deploy?",
  absence: "it is not deployed anywhere",
};
