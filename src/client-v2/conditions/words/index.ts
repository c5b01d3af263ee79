export { evidenceText } from './evidence';
export { clock, weekdayName } from './hours';
export { measureText, metricOf, unitOf } from './measure';
export { filterText } from './filterText';
export { numberText, type Unit } from './quantity';
export { conditionText, labelTitles } from './sentence';
export { capital, type Words } from './words';
