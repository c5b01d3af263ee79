export * from './registerCollections';
export * from './seed';
export * from './tune';
