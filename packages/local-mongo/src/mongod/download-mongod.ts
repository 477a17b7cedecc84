/** node download-mongod.ts FOLDER: downloads a mongod for this machine into the folder, or fails within seconds. */
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { DryMongoBinary } from 'mongodb-memory-server-core'
import { MongoBinaryDownload } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownload.js'
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js'

const probeMs = 4000

try {
  const folder = process.argv[2]
  if (!folder) throw new Error('usage: node download-mongod.ts FOLDER')
  const options = { ...(await DryMongoBinary.generateOptions()), downloadDir: folder }
  const address = await new MongoBinaryDownloadUrl(options).getDownloadUrl()
  await probe(address)
  const program = await new MongoBinaryDownload(options).getMongodPath()
  await rename(program, join(folder, 'mongod'))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 3
}

/** The download itself tries for minutes before it gives up. */
async function probe(address: string): Promise<void> {
  const { host } = new URL(address)
  const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) }).catch(
    (error: Error) => {
      const { cause } = error
      const why = cause instanceof Error ? cause.message : error.message
      throw new Error(`${host} cannot be reached: ${why}`)
    },
  )
  if (!answer.ok) throw new Error(`${host} answered ${answer.status} for ${address}`)
}
