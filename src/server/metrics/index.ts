export * from './catalogue';
export * from './frame';
export * from './metric';
