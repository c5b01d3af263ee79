export * from './labels';
export * from './leases';
export * from './ledger';
export * from './run';
export * from './worker';
export * from './schedule';
export * from './import';
