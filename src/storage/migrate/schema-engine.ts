import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg') & {
  SchemaEngine: typeof SchemaEngine;
};

/** What we use of the global `WebAssembly`, which TypeScript declares only together with the browser's DOM. */
const webAssembly = (globalThis as never as { WebAssembly: WebAssemblyGlobal }).WebAssembly;

interface WebAssemblyGlobal {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
}

/**
 * Where the one loaded engine of the process is kept. Not a variable of this module: the engine's own module
 * holds one instance for the whole process, and a test runner may load this file more than once.
 */
const place: { [key: symbol]: Promise<EngineModule> | undefined } = globalThis as never;
const key = Symbol.for('aqyldy-qala.schema-engine');

/**
 * Loads Prisma's schema engine, as WebAssembly, once a process.
 *
 * It is an internal interface of Prisma, pinned to the exact build of the client and kept behind this file;
 * the ordinary CLI would need to download a native engine.
 */
function loadEngine(): Promise<EngineModule> {
  place[key] ??= (async () => {
    const engine = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as EngineModule;
    const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
    const { instance } = await webAssembly.instantiate(
      await readFile(path.join(folder, 'schema_engine_bg.wasm')),
      {
        './schema_engine_bg.js': engine,
      },
    );
    engine.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    return engine;
  })();
  return place[key];
}

/** Starts a schema engine on a database. `datamodel` is the text of `schema.prisma`. The caller frees it. */
export async function startSchemaEngine(
  datamodel: string,
  adapters: SqlMigrationAwareDriverAdapterFactory,
): Promise<SchemaEngine> {
  const { SchemaEngine: Engine } = await loadEngine();
  return Engine.new(
    { datamodels: [['schema.prisma', datamodel]] } as unknown as Parameters<typeof Engine.new>[0],
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapters),
  );
}
