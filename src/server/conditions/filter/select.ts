import { FilterParser, type Collection, type Filter } from '@nocobase/database';
import { Utils, type FindOptions, type ModelStatic, type Model } from 'sequelize';
import type { MetricFrame } from '../../metrics';
import type { Store } from '../../store';
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
  // the parser changes what it is given
  const dated = prepareFilter(structuredClone(filter), hostFields(store.db, frame.subject), frame.zone, frame.asOf);
  return selectIds(store, SUBJECT_COLLECTIONS[frame.subject], dated, (text) => frame.bound(text));
}

/**
 * SELECT of the ids of the records that a filter in the host's format admits.
 *
 * @param filter as the host's own `find` would get it; may be changed by its parser
 * @param bound binds a text and returns its placeholder
 */
export function selectIds(
  store: Store,
  name: string,
  filter: Record<string, unknown>,
  bound: (text: string) => string,
): string {
  const collection: Collection = store.db.getCollection(name);
  const { where, include } = new FilterParser(filter as Filter, { collection }).toSequelizeParams();
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
  return bindLiterals(statement.replace(/;\s*$/, ''), store.dialect === 'mysql', bound);
}
