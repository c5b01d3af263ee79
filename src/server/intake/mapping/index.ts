export { MappingEngine, noCounts, type MappingCounts, type Retract } from './engine';
export { columnOf, eligible, fits, isOurs, primaryKey, type FieldRole } from './fields';
export { Mappings, MEMBER_BY, sourceOf, type CollectionMapping, type MemberBy } from './mapping';
export { MappingError } from './mappingError';
export { onMappingsChanged } from './onMappingsChanged';
export { Links } from './members';
export { MappingSync } from './sync';
