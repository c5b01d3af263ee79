import { faultOf } from '../faults';

const sequelize = (name: string, parent?: object, message = '') =>
  Object.assign(new Error(message), { name: `Sequelize${name}`, parent });

describe('a write that failed is the fault', () => {
  it.each([
    ['a lost connection', sequelize('ConnectionRefusedError')],
    ['no free connection', sequelize('ConnectionAcquireTimeoutError')],
    ['an unknown host', sequelize('HostNotFoundError')],
    ['a statement cut off', sequelize('DatabaseError', { code: '57P01' })],
    ['a deadlock on PostgreSQL', sequelize('DatabaseError', { code: '40P01' })],
    ['a deadlock on MariaDB', sequelize('DatabaseError', { code: 'ER_LOCK_DEADLOCK', sqlState: '40001' })],
    ['a lock on SQLite', sequelize('DatabaseError', { code: 'SQLITE_BUSY' })],
    ['a full disk', sequelize('DatabaseError', { code: 'SQLITE_FULL' })],
    ['a socket', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
    [
      'a database that was closed',
      new Error('ConnectionManager.getConnection was called after the connection manager was closed!'),
    ],
  ])('of the database: %s', (_, error) => expect(faultOf(error)).toBe('database'));

  it.each([
    ['a value too long', sequelize('DatabaseError', { code: '22001' })],
    ['a value too long on MariaDB', sequelize('DatabaseError', { code: 'ER_DATA_TOO_LONG', sqlState: '22001' })],
    ['a constraint', sequelize('UniqueConstraintError', { code: 'SQLITE_CONSTRAINT' })],
    ['our own code', new TypeError('x is not iterable')],
    ['anything', 'thrown text'],
    ['nothing', undefined],
  ])('of the update: %s', (_, error) => expect(faultOf(error)).toBe('update'));

  it.each([
    ['a missing table', sequelize('DatabaseError', { code: '42P01' })],
    ['a missing table on SQLite', sequelize('DatabaseError', { code: 'SQLITE_ERROR' }, 'no such table: x')],
  ])('of either: %s', (_, error) => expect(faultOf(error)).toBe('unclear'));
});
