export * from './personas';
export * from './quintiles';
export * from './settings';
export * from './tiers';
