/** Of English text; other languages have fewer bytes a token, so that the estimate is rather too high. */
const BYTES_PER_TOKEN = 3.5;

/** How many tokens a text has, where no tokenizer can be asked. */
export const estimatedTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
