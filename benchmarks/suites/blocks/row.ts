/** What is asked for, and the request that asks for it. */
export type BlockRow = [what: string, target: string];
