/** Values go into sentences as they are: the answer is JSON, and the browser escapes what it shows. */
export const PLAIN_VALUES = { interpolation: { escapeValue: false } };
