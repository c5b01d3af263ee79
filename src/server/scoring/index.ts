export * from './alive';
export * from './explain';
export * from './preview';
export * from './refresh';
export * from './save';
