export { BY_ARRIVAL, FOREIGN_SOURCE, foreignKey, readItem, type ItemContext } from './item';
export { ItemError } from './itemError';
export { MOST_ITEMS, push, type PushResult } from './push';
export * as reading from './reading';
export { SettlingSink, type Outcome } from './settlingSink';
