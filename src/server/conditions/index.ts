export * from './compile';
export type { Compiled, FrameRow } from './compiled';
export * from './context';
export * from './dependencies';
export * from './edges';
export * from './errors';
export { selectIds } from './filter/select';
export * from './relax';
export * from './validate';
