export { importHandler, type ImportRunOptions } from './handler';
