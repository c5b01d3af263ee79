/**
 * Whose fault a failed write is: the `update`'s own, the `database`'s (whatever is written now fails, and later it will
 * not), or `unclear`.
 */
export type Fault = 'update' | 'database' | 'unclear';

interface DriverError {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  sqlState?: unknown;
  parent?: DriverError;
}

/** Connections, conflicts between transactions, lack of resources, shutdown, trouble with the disk; read-only servers. */
const DATABASE_STATES = /^(08|40|53|55|57|58)\w{3}$|^25006$/;
const DATABASE_CODES = new RegExp(
  [
    '^SQLITE_(BUSY|LOCKED|IOERR|FULL|READONLY|CANTOPEN|NOTADB|CORRUPT|MISUSE|NOMEM|PROTOCOL|INTERRUPT)',
    '^ER_(LOCK_|CON_COUNT|SERVER_SHUTDOWN|DISK_FULL|RECORD_FILE_FULL|OPTION_PREVENTS|QUERY_INTERRUPTED|CHECKREAD|OUTOFMEMORY)',
    '^ER_(CMD_|SOCKET_|GET_CONNECTION|CONNECTION_|POOL_|NEW_ABORTING|ABORTING|TOO_MANY_CONCURRENT)',
    '^PROTOCOL_|^E(CONN\\w+|PIPE|TIMEDOUT|NOTFOUND|HOSTUNREACH|NETUNREACH|AI_AGAIN|NOSPC|IO|MFILE)$',
  ].join('|'),
);
const DATABASE_NAMES = /^Sequelize(\w*Connection\w*|Host\w*|Timeout)Error$/;
const CLOSED = /connection manager was closed|pool is (draining|closed)|database is closed|connection terminated/i;

/** Values that do not fit, and violated constraints. */
const DATA_STATES = /^(22|23)\w{3}$/;
const DATA_CODES = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/;
const DATA_NAMES = /^Sequelize(\w*Constraint|Validation)Error$/;

/** Judges an error by what the database's driver says of it; what is no database's error is the update's own. */
export function faultOf(error: unknown): Fault {
  const { name, message, code, sqlState, parent } = (error ?? {}) as DriverError;
  const texts = [code, sqlState, parent?.code, parent?.sqlState].filter((text) => typeof text === 'string');
  const [called, said] = [String(name), String(message)];
  if (DATABASE_NAMES.test(called) || CLOSED.test(said)) return 'database';
  if (texts.some((text) => DATABASE_STATES.test(text) || DATABASE_CODES.test(text))) return 'database';
  if (DATA_NAMES.test(called) || texts.some((text) => DATA_STATES.test(text) || DATA_CODES.test(text))) return 'update';
  return called.startsWith('Sequelize') || parent || sqlState ? 'unclear' : 'update';
}
