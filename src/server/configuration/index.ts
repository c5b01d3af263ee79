export * from './kinds';
export * from './profile';
export * from './settings';
export * from './worth';
