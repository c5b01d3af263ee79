export * from './dialect';
export * from './rowSource';
export * from './statements';
export * from './store';
export * from './writeGate';
