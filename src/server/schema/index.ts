export * from './fields';
export * from './options';
