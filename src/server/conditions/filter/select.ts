import { FilterParser, type Collection, type Filter } from '@nocobase/database';
import { Utils, type FindOptions, type ModelStatic, type Model } from 'sequelize';
import type { MetricFrame } from '../../metrics';
import { bindLiterals } from './bindLiterals';
import { hostFields, SUBJECT_COLLECTIONS } from './fields';
import { prepareFilter } from './prepare';

/** What `findAll` does to its options before it writes its statement; not part of Sequelize's types. */
interface Preparing {
  _conformIncludes(options: FindOptions, model: ModelStatic<Model>): void;
  _validateIncludedElements(options: FindOptions, tableNames: Record<string, true>): void;
}

interface Generator {
  selectQuery(table: unknown, options: object, model: ModelStatic<Model>): string;
}

/**
 * SELECT of the ids of the subjects that a validated filter of the host's admits, written by the host's own filter parser
 * and query generator, with every text bound.
 */
export function filterSelect(filter: Record<string, unknown>, frame: MetricFrame): string {
  const { store } = frame;
  const collection: Collection = store.db.getCollection(SUBJECT_COLLECTIONS[frame.subject]);
  // the parser changes what it is given
  const dated = prepareFilter(structuredClone(filter), hostFields(store.db, frame.subject), frame.zone, frame.asOf);
  const { where, include } = new FilterParser(dated as Filter, { collection }).toSequelizeParams();
  const model = collection.model as unknown as ModelStatic<Model> & Preparing;
  const tableNames: Record<string, true> = { [String(model.getTableName())]: true };
  const options = {
    where,
    ...(include?.length ? { include, hasJoin: true } : {}),
    attributes: [model.primaryKeyAttribute],
    includeIgnoreAttributes: false,
    raw: true,
    subQuery: false,
  } as FindOptions;
  model._conformIncludes(options, model);
  if (options.include) model._validateIncludedElements(options, tableNames);
  Utils.mapFinderOptions(options as never, model as never);
  const generator = store.db.sequelize.getQueryInterface().queryGenerator as Generator;
  const statement = generator.selectQuery(
    model.getTableName(),
    { ...options, tableNames: Object.keys(tableNames) },
    model,
  );
  return bindLiterals(statement.replace(/;\s*$/, ''), store.dialect === 'mysql', (text) => frame.bound(text));
}
