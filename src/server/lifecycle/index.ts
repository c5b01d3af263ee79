export * from './classify';
export * from './defaults';
export * from './evaluate';
export * from './replay';
export * from './rule';
export * from './run';
