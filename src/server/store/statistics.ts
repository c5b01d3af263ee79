import type { Database } from '@nocobase/database';
import { QueryTypes } from 'sequelize';

/** Between two looks, milliseconds. PostgreSQL itself tells of changes at most once a second. */
const INTERVAL = 2_000;
/** A table is due when so many rows have changed since it was last looked over, and so large a share of them. */
const LEAST_CHANGED = 1_000;
const SHARE_CHANGED = 0.5;

/**
 * Keeps what PostgreSQL knows of our tables' contents from falling far behind while much is written. Its own daemon comes
 * once a minute at most; until then an import, or a burst of updates into a new installation, is planned as if tables were
 * empty, and statements that take a quarter of a second take many seconds. MySQL and MariaDB do this on their own, SQLite
 * plans without.
 */
export class Statistics {
  private lookedAt = -Infinity;

  /** @param clock milliseconds; any clock that does not jump */
  constructor(
    private readonly db: Database,
    private readonly clock: () => number,
  ) {}

  /** To be called after writing; looks now and then. Never fails: statistics are a help, not a need. */
  async keep(): Promise<void> {
    if (this.clock() - this.lookedAt < INTERVAL) return;
    this.lookedAt = this.clock();
    try {
      for (const table of await this.due()) await this.db.sequelize.query(`ANALYZE ${table}`);
    } catch (error) {
      this.db.logger.warn(`Statistics were not brought up to date: ${String(error)}`);
    }
  }

  /** Names, quoted, of tables of ours that have changed much. */
  private async due(): Promise<string[]> {
    const tables = [...this.db.collections.values()]
      .filter(({ name }) => name.startsWith('community'))
      .map((collection) => String(collection.model.tableName));
    const rows = await this.db.sequelize.query<{ table: string }>(
      `SELECT FORMAT('%I.%I', s.schemaname, s.relname) AS "table" FROM pg_stat_user_tables AS s JOIN pg_class AS c ON c.oid = s.relid
       WHERE s.relname IN (SELECT json_array_elements_text($tables::json)) AND s.schemaname = $schema
         AND s.n_mod_since_analyze > ${LEAST_CHANGED} + ${SHARE_CHANGED} * GREATEST(c.reltuples, 0)`,
      {
        bind: { tables: JSON.stringify(tables), schema: this.db.options.schema ?? 'public' },
        type: QueryTypes.SELECT,
      },
    );
    return rows.map(({ table }) => table);
  }
}
