import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.ts'
import { cached } from '../cached.ts'
import { runCommand } from '../process/run-command.ts'
import { type Progress, withProgress } from '../progress.ts'

export const ferretDbVersion = '2.7.0'

const toInstall = 'install Go (https://go.dev/dl), or a mongod, or set MONGODB_URL'

/** Returns the path of the ferretdb program, from the cache or, the first time, built by this machine's go. */
export async function ferretDbBinary(progress: Progress): Promise<string> {
  const folder = join(cacheFolder(), `ferretdb-${ferretDbVersion}-${process.platform}-${process.arch}`)
  const source = `github.com/FerretDB/FerretDB/v2/cmd/ferretdb@v${ferretDbVersion}`
  await cached({
    folder,
    witnesses: ['ferretdb'],
    progress,
    fill: (into) =>
      withProgress(progress, `FerretDB ${ferretDbVersion}, built with go`, async () => {
        const environment = { GOBIN: into, CGO_ENABLED: '0' }
        await runCommand('go', ['install', '-trimpath', '-ldflags=-s -w', source], { environment, toInstall })
      }),
  })
  return join(folder, 'ferretdb')
}
