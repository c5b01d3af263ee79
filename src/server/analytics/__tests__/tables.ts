import type { TestApp } from '@community-crm/host/testing';

/** Writes rows as they are, past every rule of the pipeline, so that a test knows each of them. */
export async function fill(app: TestApp, collection: string, rows: Array<Record<string, unknown>>): Promise<void> {
  const model = app.db.getModel(collection);
  for (const row of rows) await model.create(row);
}
