export * from './dialect';
export * from './jsonText';
export * from './jsonValue';
export * from './packedColumns';
export * from './pipeline';
export { rowsJson, rowSource, type Cell, type RowColumns, type RowType } from './rowSource';
export * from './statements';
export * from './store';
export * from './writeGate';
