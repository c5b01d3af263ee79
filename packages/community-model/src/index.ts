export * from './activity';
export * from './kinds';
export * from './joins';
export * from './zone';
export * from './scoring';
export * from './bgnbd';
