export { parseMapping } from './mapping';
export { PRESETS } from './presets';
export { readStagedTable } from './readStaged';
export { formatOf, type FileFormat } from './recognise';
export { stageTable, type TableOptions } from './stage';
