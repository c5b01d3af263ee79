export * from './analytics';
export * from './imports';
export * from './lifecycle';
export * from './settings';
