export { fitAlive, type AliveFit } from './fit';
export { logLikelihood, pAlive, type AliveHistory, type AliveParameters } from './model';
