export { Facts, type DrainProgress, type FactKinds, type FactsOptions } from './facts';
export { recount } from './recount';
