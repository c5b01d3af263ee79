export * from './catalogue';
export * from './frame';
export * from './metric';
export * from './subjects';
export * from './time';
