import type { Database } from '@nocobase/database';
import { QueryTypes, type Transaction } from 'sequelize';
import { forLongReads } from './longReads';
import { DIALECT_SQL, dialectOf, instantText, type Dialect, type DialectSql } from './dialect';

export type Bind = Record<string, string | number | boolean | null | Buffer>;
export type Row = Record<string, unknown>;

export interface StatementOptions {
  bind?: Bind;
  transaction?: Transaction;
}

/**
 * Portable raw SQL over the host's database. Statements are written once, in ANSI form: `{collection}` is a table,
 * `"name"` a column or alias, `$name` a bound value. The host's table prefix, schema, quoting and naming are applied here.
 */
export class Store {
  readonly dialect: Dialect;
  readonly sql: DialectSql;

  constructor(readonly db: Database) {
    this.dialect = dialectOf(db);
    this.sql = DIALECT_SQL[this.dialect];
  }

  /** Turns ANSI placeholders into the database's own identifiers. */
  prepare(statement: string): string {
    return statement
      .replace(/\{(\w+)\}/g, (_, name: string) => this.db.getCollection(name).quotedTableName())
      .replace(/"(\w+)"/g, (_, name: string) => this.db.quoteIdentifier(this.columnName(name)));
  }

  /** Rows of a SELECT. Column names come back as written in the statement. */
  async select<T extends Row = Row>(statement: string, options: StatementOptions = {}): Promise<T[]> {
    const rows = await this.db.sequelize.query(this.prepare(statement), {
      type: QueryTypes.SELECT,
      bind: used(statement, options.bind),
      transaction: options.transaction,
    });
    return this.db.options.underscored ? (rows as Row[]).map((row) => this.camelKeys(row) as T) : (rows as T[]);
  }

  /**
   * The same for a SELECT that goes through much of the data, or has long expressions: what PostgreSQL does by itself is
   * made for short ones (see {@link forLongReads}). Reads what is committed; not for use inside a transaction.
   */
  selectMuch<T extends Row = Row>(statement: string, { bind }: Pick<StatementOptions, 'bind'> = {}): Promise<T[]> {
    if (this.dialect !== 'postgres') return this.select<T>(statement, { bind });
    return this.db.sequelize.transaction(async (transaction) => {
      await forLongReads(this.db, transaction);
      return this.select<T>(statement, { bind, transaction });
    });
  }

  /** Runs a statement that answers nothing of interest. */
  async execute(statement: string, options: StatementOptions = {}): Promise<void> {
    await this.db.sequelize.query(this.prepare(statement), {
      type: QueryTypes.RAW,
      bind: used(statement, options.bind),
      transaction: options.transaction,
    });
  }

  /** Runs an UPDATE or DELETE and answers how many rows it changed. */
  async change(statement: string, options: StatementOptions = {}): Promise<number> {
    const result = (await this.db.sequelize.query(this.prepare(statement), {
      type: QueryTypes.BULKUPDATE,
      bind: used(statement, options.bind),
      transaction: options.transaction,
    })) as unknown;
    return Number(Array.isArray(result) ? result[result.length - 1] : result) || 0;
  }

  /** An instant as text for binding. */
  instant(ms: number): string {
    return instantText(this.dialect, ms);
  }

  /** A boolean literal. */
  bool(value: boolean): string {
    return value ? 'TRUE' : 'FALSE';
  }

  /** A bound value as text, where PostgreSQL could not guess its type. */
  text(expression: string): string {
    return this.dialect === 'postgres' ? `CAST(${expression} AS text)` : expression;
  }

  /** A bound instant, where PostgreSQL could not guess its type. */
  instantParam(expression: string): string {
    return this.dialect === 'postgres' ? `CAST(${expression} AS timestamptz)` : expression;
  }

  /** JSON text as the value of a JSON column. */
  jsonColumn(expression: string): string {
    return this.dialect === 'postgres' ? `CAST(${expression} AS json)` : expression;
  }

  private columnName(name: string): string {
    return this.db.options.underscored ? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : name;
  }

  private camelKeys(row: Row): Row {
    return Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key.replace(/_(\w)/g, (_, c: string) => c.toUpperCase()), value]),
    );
  }
}

/** Only the values that the statement names: SQLite refuses others. */
function used(statement: string, bind: Bind = {}): Bind {
  const names = new Set(Array.from(statement.matchAll(/\$(\w+)/g), ([, name]) => name));
  return Object.fromEntries(Object.entries(bind).filter(([name]) => names.has(name)));
}
