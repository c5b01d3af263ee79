export * from './heatmap';
export * from './lifecycle';
export * from './overlap';
export * from './rhythm';
export * from './scope';
