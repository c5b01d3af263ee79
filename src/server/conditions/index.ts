export * from './compile';
export type { Compiled, FrameRow } from './compiled';
export * from './context';
export * from './dependencies';
export * from './edges';
export * from './errors';
export * from './relax';
export * from './validate';
