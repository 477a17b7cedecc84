import type { Eloqua } from '../eloqua.ts'
import { EloquaResponseError, EloquaSyncFailedError, EloquaUnknownOutcomeError } from '../errors.ts'
import { jsonReader } from '../http/read-json.ts'
import { backoffMs } from '../http/retry.ts'
import { tolerateNotFound } from '../http/tolerate-not-found.ts'
import type { Transport } from '../http/transport.ts'
import type { CallOptions } from '../metadata/metadata.ts'
import { allOf, pagesOf } from '../metadata/pages.ts'
import { log as logSchema, reject as rejectSchema, sync as syncSchema } from '../schemas.ts'
import { classifySyncEnd } from './classify.ts'
import { dataOf } from './export-data.ts'
import { findSyncs } from './find-syncs.ts'
import { toLog, toReject, toSync } from './sync-reading.ts'
import { waitForEnd } from './wait-for-end.ts'

/** Syncs: start, follow, judge, read. */
export function syncsOf(transport: Transport): Eloqua['syncs'] {
  const syncs: Eloqua['syncs'] = {
    async start(definitionUri, options) {
      const json = { syncedInstanceUri: definitionUri }
      const read = jsonReader('POST syncs', syncSchema)
      const call = { method: 'POST', path: 'syncs', json, read } as const
      return toSync(await transport.call(call, options).catch(startedAllTheSame))
    },
    async get(syncUri, options) {
      const read = jsonReader(`GET ${syncUri}`, syncSchema)
      return toSync(await transport.call({ method: 'GET', path: syncUri, read }, options))
    },
    findByDefinition: (definitionUri, options) => findSyncs(transport, definitionUri, options),
    waitForEnd: (syncUri, options) =>
      waitForEnd(transport, () => syncs.get(syncUri, options), syncUri, options),
    async judge(sync, options) {
      const read = tolerateNotFound(() => syncs.logs(sync.uri, options))
      for (let asked = 1; ; asked += 1) {
        const logs = await read()
        if (logs !== undefined && logs.length > 0) return classifySyncEnd(sync.status, logs)
        // each sync logs its end at least (ELQ-00101): without logs nobody knows what became of its rows
        if (logs !== undefined && asked >= transport.retry.attempts)
          return { ...classifySyncEnd(sync.status, logs), result: 'temporary' }
        const waitMs = backoffMs(asked, transport.retry, Math.random())
        await transport.bounds(options).sleep(waitMs, `the logs of ${sync.uri}`)
      }
    },
    async waitForGood(syncUri, options) {
      const sync = await syncs.waitForEnd(syncUri, options)
      const verdict = await syncs.judge(sync, options)
      if (verdict.result === 'ok' || verdict.result === 'some-rejected') return { sync, verdict }
      const temporary = verdict.result === 'temporary'
      throw new EloquaSyncFailedError({
        syncUri,
        syncStatus: sync.status,
        temporary,
        statusCodes: verdict.codes,
      })
    },
    data: (syncUri, options) => dataOf(transport, syncUri, options),
    logs: async (syncUri, options) =>
      (await allOf(transport, `${syncUri}/logs`, logSchema, options)).map(toLog),
    rejects: (syncUri, options) => rejectsOf(transport, syncUri, options),
  }
  return syncs
}

/** An answer of 2xx that cannot be read: there is a sync, but nobody knows which. */
function startedAllTheSame(error: unknown): never {
  if (!(error instanceof EloquaResponseError)) throw error
  const { status, requestId } = error
  const facts = { method: 'POST', path: 'syncs', status, requestId, cause: error }
  throw new EloquaUnknownOutcomeError(
    'POST syncs: done, but the answer cannot be read: look the sync up',
    facts,
  )
}

async function* rejectsOf(
  transport: Transport,
  syncUri: string,
  { uniqueFields = [], ...options }: CallOptions & { uniqueFields?: readonly string[] } = {},
) {
  for await (const page of pagesOf(transport, `${syncUri}/rejects`, rejectSchema, options)) {
    yield* page.map((raw) => toReject(raw, uniqueFields))
  }
}
