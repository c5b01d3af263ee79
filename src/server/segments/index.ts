export * from './graph';
export * from './hooks';
export * from './read';
export * from './refresh';
export * from './write';
