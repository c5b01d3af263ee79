export { Facts, type DrainProgress, type FactKinds, type FactsOptions } from './facts';
export { Pacer, processClock } from './pacer';
