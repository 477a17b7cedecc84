import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.ts'
import { cached } from '../cached.ts'
import { runCommand } from '../process/run-command.ts'
import { withProgress } from '../progress.ts'
import { openAptState } from './apt.ts'

export interface DebianPackages {
  /** Debian suite to take them from, whatever this machine runs: `sid`, `trixie`. */
  suite: string
  packages: string[]
  /** Address of a Debian mirror. Default: `DEBIAN_MIRROR`, else the one that this machine's apt uses. */
  mirror?: string | undefined
  /** Also take everything they depend on; without it the machine's own libraries must do. */
  withDependencies?: boolean | undefined
  /** Dependencies (and what only they need) to leave out, by pattern of the package's name. */
  leaveOut?: RegExp[] | undefined
  /** The folder to make. Default: one in the cache folder named after suite, machine and packages. */
  into?: string | undefined
  /** Paths inside the folder that must be there; when one is missing the folder is made anew. */
  witnesses?: string[] | undefined
  /** Last changes to the unpacked folder before it is put in its place. */
  finish?: ((folder: string) => Promise<void>) | undefined
  progress?: ((line: string) => void) | undefined
}

/**
 * Unpacks Debian packages into a folder of their own and returns it: `<folder>/usr/bin/prometheus`. Nothing is
 * installed, no root is needed; apt's own client downloads and checks them, with a state of its own. Several processes may ask at once; the folder appears whole and is kept.
 * @throws LocalMongoError `LOCAL_MONGO_TOOL_MISSING` without apt-get or dpkg, `LOCAL_MONGO_COMMAND_FAILED` when
 * they refuse.
 */
export async function fetchDebianPackages(wanted: DebianPackages): Promise<string> {
  const progress = wanted.progress ?? (() => {})
  const names = wanted.packages.join(', ')
  return cached({
    folder:
      wanted.into ??
      join(cacheFolder(), `debian-${wanted.suite}-${process.arch}-${wanted.packages.join('+')}`),
    witnesses: wanted.witnesses ?? ['usr'],
    progress,
    fill: (into) =>
      withProgress(progress, `Debian ${wanted.suite} packages ${names}`, () =>
        downloadAndUnpack(wanted, into),
      ),
  })
}

async function downloadAndUnpack(wanted: DebianPackages, into: string): Promise<void> {
  const folder = await mkdtemp(`${into}-apt-`) // goes with the unfinished folder, should this process be killed
  try {
    const apt = await openAptState(folder, wanted.suite, wanted.mirror ?? process.env['DEBIAN_MIRROR'])
    const archives = wanted.withDependencies
      ? await apt.downloadWithDependencies(wanted.packages, wanted.leaveOut ?? [])
      : await apt.download(wanted.packages)
    for (const archive of archives) await runCommand('dpkg', ['-x', archive, into])
    await wanted.finish?.(into)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
