import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import {
  type CallOptions,
  EloquaTimeoutError,
  type OAuthTokens,
  renewalMs,
  type TokenStore,
} from '@dwmops/eloqua-client'
import { insertNew, retryTransient, retryTransientWith } from '@dwmops/mongo'
import type { Collection, Db } from 'mongodb'
import { openTokens, sealTokens } from './sealed-tokens.ts'

/** The tokens of an OAuth client as the queue database keeps them, one document a client. */
export interface StoredTokens {
  /** From the client id. */
  readonly _id: string
  /** From the refresh token of the settings that these tokens go back to: another one there starts anew. */
  readonly origin?: string
  readonly sealed?: string
  readonly savedAt?: Date
  /** Who may renew them, and until when. */
  readonly turn?: { readonly holder: string; readonly until: Date }
}

export const tokenCollection = 'eloquaTokens'

/** Longer than a renewal, so that a turn only passes on when its holder is dead. */
const turnMs = 2 * renewalMs
const idlePollMs = 200

/** There is no other copy of new tokens: written again for longer than an election takes. */
const retryWrite = retryTransientWith({ attempts: 8 })

export interface OAuthClient {
  readonly clientId: string
  readonly clientSecret: string
  /** Of the settings: what there is before the first renewal. */
  readonly refreshToken: string | undefined
}

/**
 * Keeps the tokens of an OAuth client in MongoDB, for all stages and their replicas: sealed, and renewed by one run at a
 * time, by the database's clock. A renewal that dies between Eloqua's answer and the write loses the refresh token; it is
 * one write long.
 */
export function mongoTokenStore(db: Db, client: OAuthClient): TokenStore {
  const tokens = db.collection<StoredTokens>(tokenCollection, {
    writeConcern: { w: 'majority', journal: true },
  })
  const _id = hashOf(client.clientId)
  const origin = hashOf(client.refreshToken ?? '')
  const context = `${_id} ${origin}`

  function open(stored: StoredTokens | null): OAuthTokens | undefined {
    const sealed = stored?.origin === origin ? stored.sealed : undefined
    const opened = sealed === undefined ? undefined : openTokens(sealed, client.clientSecret, context)
    return opened ?? firstTokens(client.refreshToken)
  }

  return {
    load: async () => open(await retryTransient('read the OAuth tokens', () => tokens.findOne({ _id }))),
    async replace(renew, bounds) {
      const holder = randomUUID()
      const stored = await takeTurn(tokens, { _id, holder, bounds })
      try {
        const before = open(stored)
        const fresh = await renew(before)
        if (fresh === before) return fresh
        const sealed = sealTokens(fresh, client.clientSecret, context)
        await write(tokens, stored, { origin, sealed, savedAt: new Date() })
        return fresh
      } finally {
        await retryTransient('let others renew the OAuth tokens', () =>
          tokens.updateOne({ _id, 'turn.holder': holder }, { $unset: { turn: '' } }),
        )
      }
    },
  }
}

function firstTokens(refreshToken: string | undefined): OAuthTokens | undefined {
  return refreshToken === undefined ? undefined : { accessToken: '', refreshToken, expiresAt: 0 }
}

/** Waits until nobody else renews these tokens; a dead holder's turn is over by itself. */
async function takeTurn(
  tokens: Collection<StoredTokens>,
  { _id, holder, bounds }: { _id: string; holder: string; bounds: CallOptions },
): Promise<StoredTokens> {
  const { signal, deadlineAt = Number.POSITIVE_INFINITY } = bounds
  const turn = { holder: { $literal: holder }, until: { $add: ['$$NOW', turnMs] } }
  const isFree = [
    { turn: { $exists: false } },
    { $expr: { $lte: ['$turn.until', '$$NOW'] } },
    // taken by the same command, whose answer was lost
    { 'turn.holder': holder },
  ]
  await retryTransient('keep the OAuth tokens', () => insertNew(tokens, [{ _id }]))
  for (;;) {
    const taken = await retryTransient('renew the OAuth tokens', () =>
      tokens.findOneAndUpdate({ _id, $or: isFree }, [{ $set: { turn } }], { returnDocument: 'after' }),
    )
    if (taken) return taken
    if (Date.now() >= deadlineAt)
      throw new EloquaTimeoutError('another run renews the OAuth tokens: the next run goes on', {}, true)
    await delay(idlePollMs, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted())
  }
}

/** Tokens that are not the ones renewed are left alone: their writer had the turn later. */
async function write(
  tokens: Collection<StoredTokens>,
  { _id, sealed }: StoredTokens,
  fresh: Required<Pick<StoredTokens, 'origin' | 'sealed' | 'savedAt'>>,
): Promise<void> {
  const unchanged = sealed === undefined ? { sealed: { $exists: false } } : { sealed }
  await retryWrite('keep the renewed OAuth tokens', () =>
    tokens.updateOne({ _id, ...unchanged }, { $set: fresh }),
  )
}

function hashOf(text: string): string {
  return createHash('sha256').update(`dwmops ${text}`).digest('base64url').slice(0, 16)
}
