export * from './kinds';
export * from './profile';
export * from './settings';
