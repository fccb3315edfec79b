import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/storage/database.ts';
import { startServer } from './postgres-server.ts';
import { prepare } from './prepare.ts';

/** Starts a real PostgreSQL (or takes TEST_DATABASE_URL) and makes the database that tests are copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startServer();
  const name = `template_${process.pid}`;
  await execute(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await execute(url, `CREATE DATABASE "${name}"`);
  const template = new URL(url);
  template.pathname = `/${name}`;
  const database = await openDatabase({ url: template.href });
  await prepare(database);
  await database.close();
  project.provide('engine', 'server');
  project.provide('template', template.href);
  return async () => {
    await execute(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await stop();
  };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
