export * from './refresh';
export * from './byHand';
