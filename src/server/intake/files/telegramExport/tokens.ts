import type { ParsedTokenInfo as AnyToken, TokenType } from '@streamparser/json';

export { Tokenizer } from '@streamparser/json';
export type ParsedTokenInfo = Pick<AnyToken, 'offset'> & { token: TokenType; value: unknown };

// The values of the library's TokenType. As constants: an enumeration's members would be looked up for every token.
export const LEFT_BRACE = 0;
export const RIGHT_BRACE = 1;
export const LEFT_BRACKET = 2;
export const RIGHT_BRACKET = 3;
export const COLON = 4;
export const COMMA = 5;
export const STRING = 9;
