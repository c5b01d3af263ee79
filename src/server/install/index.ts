export * from './registerCollections';
export * from './seed';
export * from './seedRules';
export * from './tune';
