import { parentPort } from 'node:worker_threads'
import type { Chunk } from '@dwmops/record-files'
import { type ChunkSetup, ChunkWasher } from './chunk-washer.ts'

// Washes the chunks that are sent to this thread after their setup, until it is ended.
parentPort?.once('message', (setup: ChunkSetup) => {
  const washer = new ChunkWasher(setup)
  parentPort?.on('message', (chunk: Chunk) => parentPort?.postMessage(washer.wash(chunk)))
})
