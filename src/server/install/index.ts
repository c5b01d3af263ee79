export * from './registerCollections';
export * from './seed';
export * from './seedLabels';
export * from './seedRules';
export * from './tune';
