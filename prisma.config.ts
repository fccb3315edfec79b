import { defineConfig } from 'prisma/config';

// The CLI would otherwise try to download its native schema engine, which `prisma generate` does not need.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
