export { fitAlive, fitAliveWhenDue, type FitAliveInput } from './fitAlive';
export { currentFit, type StoredFit } from './fits';
