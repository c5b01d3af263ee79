/** The value of a JSON column in a raw row: SQLite and MariaDB hand out its text. */
export const jsonValue = (value: unknown): unknown =>
  typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
