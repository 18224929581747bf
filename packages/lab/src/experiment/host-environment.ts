/** Flags for the program itself may change how its children behave. */
export const hostEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "NODE_OPTIONS"));
