import { apiSettings } from '@dwmops/fleet'
import { defineSettings, parseSettings } from '@dwmops/job-runner'
import { MongoClient } from 'mongodb'
import { pino } from 'pino'
import { startApi } from '../src/index.ts'
import type { Stall } from './measured-api.ts'

// The API of the bench: says its address, then for how long its event loop stood still, whenever it is asked.
const settings = parseSettings(defineSettings(apiSettings), { ...process.env, API_PORT: '0' })
const client = await new MongoClient(settings.mongodbUrl.reveal()).connect()
const limits = { heavyPerMinute: 10_000, loginsPerMinute: 10_000 }
const api = await startApi({ settings, client, log: pino({ level: 'error' }), limits })
const longestStall = watchEventLoop()
process.on('message', async (asked: 'stall' | 'stop') => {
  if (asked === 'stall') process.send?.(longestStall())
  else await stop()
})
process.send?.(api.url)

async function stop(): Promise<void> {
  await api.stop()
  await client.close()
  process.send?.('stopped')
  process.disconnect()
}

/** A timer of a millisecond: what keeps it from its turn is a stall, and what the thread did meanwhile is its work. */
function watchEventLoop(): () => Stall {
  let longest: Stall = { wallMs: 0, workMs: 0 }
  let [at, worked] = [performance.now(), threadWorkMs()]
  setInterval(() => {
    const [now, workedNow] = [performance.now(), threadWorkMs()]
    longest = {
      wallMs: Math.max(longest.wallMs, now - at),
      workMs: Math.max(longest.workMs, workedNow - worked),
    }
    ;[at, worked] = [now, workedNow]
  }, 1).unref()
  return () => {
    const answer = longest
    longest = { wallMs: 0, workMs: 0 }
    return answer
  }
}

function threadWorkMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
