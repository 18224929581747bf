import { createMemoryStorage } from "./memory-storage.ts";
import { storageContract } from "./storage.contract.ts";

storageContract("memory", async () => {
  const storage = createMemoryStorage();
  return { open: async () => storage };
});
