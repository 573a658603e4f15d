// Lets the real Prisma CLI run with what npm alone brings: its WebAssembly schema engine and the
// JavaScript driver. Its native engines come from a download host that a build may not reach.
import pg from 'pg'
import { PrismaPg } from '@prisma/adapter-pg'
import { defineConfig } from 'prisma/config'

// The adapter doesn't know the type `name` (19), which the engine reads: as text (25) it does.
const describe = pg.Query.prototype.handleRowDescription
pg.Query.prototype.handleRowDescription = function (message) {
  for (const field of message.fields) if (field.dataTypeID === 19) field.dataTypeID = 25
  return describe.call(this, message)
}

// The engine never clears its ten-second limit for the advisory lock: don't wait for it at exit.
const later = globalThis.setTimeout
globalThis.setTimeout = (run, delay, ...rest) => {
  const timer = later(run, delay, ...rest)
  if (delay >= 10_000) timer.unref()
  return timer
}

export default defineConfig({
  experimental: { adapter: true },
  engine: 'js',
  adapter: async () =>
    new PrismaPg({ connectionString: process.env.DATABASE_URL, idleTimeoutMillis: 1 }),
})
