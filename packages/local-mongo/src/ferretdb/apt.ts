import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LocalMongoError } from '../errors.ts'
import { runCommand } from '../process/run-command.ts'

const toInstall =
  'this needs Debian or Ubuntu with apt-get and dpkg (packages apt, dpkg, debian-archive-keyring)'
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** apt with a state, a configuration and a package list of its own: the machine's are neither used nor changed. */
export interface AptState {
  /** Downloads just these; returns the files. */
  download(packages: string[]): Promise<string[]>
  /**
   * Downloads these and all they depend on, except what matches a pattern and what only that needs: apt is made to
   * believe that it is there already. Returns the files.
   */
  downloadWithDependencies(packages: string[], leaveOut: RegExp[]): Promise<string[]>
}

/** Opens a state in an empty folder and fetches the suite's package list into it. */
export async function openAptState(folder: string, suite: string, mirror?: string): Promise<AptState> {
  const archives = join(folder, 'archives')
  const status = join(folder, 'status')
  for (const path of ['lists/partial', 'archives/partial', 'etc/apt.conf.d', 'etc/preferences.d'])
    await mkdir(join(folder, path), { recursive: true })
  await writeFile(status, '')
  const architecture = (await runCommand('dpkg', ['--print-architecture'], { toInstall })).trim()
  // a mirror may lag; old lists are signed all the same
  const source = `deb [arch=${architecture} signed-by=${keyring} check-valid-until=no] ${mirror || (await ownMirror())} ${suite} main\n`
  await writeFile(join(folder, 'etc/sources.list'), source)
  await writeFile(join(folder, 'apt.conf'), configuration(folder, architecture))

  const options = { cwd: archives, environment: { APT_CONFIG: join(folder, 'apt.conf') }, toInstall }
  const aptGet = (...parameters: string[]) => runCommand('apt-get', ['-q=2', ...parameters], options)
  const downloaded = async () =>
    (await readdir(archives)).filter((name) => name.endsWith('.deb')).map((name) => join(archives, name))
  await aptGet('update', '--error-on=any').catch((cause) => {
    const message = `the mirror has no Debian suite ${suite} for us; DEBIAN_MIRROR can name another`
    throw new LocalMongoError('LOCAL_MONGO_COMMAND_FAILED', `${message}\n${cause.message}`, { cause })
  })

  return {
    async download(packages) {
      await aptGet('download', ...packages)
      return downloaded()
    },
    async downloadWithDependencies(packages, leaveOut) {
      const plan = await aptGet('--simulate', 'install', ...packages)
      const planned = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name ?? '')
      const left = planned.filter((name) => leaveOut.some((pattern) => pattern.test(name)))
      await writeFile(status, left.map((name) => installed(name, architecture)).join(''))
      const install = () => aptGet('--download-only', '--yes', 'install', ...packages)
      // what a suite's packages demand of each other moves: if they cannot do with the pretence, take all
      await install().catch(() => writeFile(status, '').then(install))
      return downloaded()
    },
  }
}

/** The mirror that this machine takes its own packages from. */
async function ownMirror(): Promise<string> {
  const targets = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages']
  const addresses = (await runCommand('apt-get', targets, { toInstall })).split('\n')
  const main = addresses.find((address) => address !== '' && !address.includes('security'))
  if (main) return main
  throw new LocalMongoError('LOCAL_MONGO_TOOL_MISSING', `apt-get names no mirror: set DEBIAN_MIRROR`)
}

function configuration(folder: string, architecture: string): string {
  return `
Dir::Etc "${folder}/etc"; Dir::Etc::sourceparts "/dev/null"; Dir::State "${folder}"; Dir::State::lists "${folder}/lists";
Dir::State::status "${folder}/status"; Dir::Cache "${folder}"; Dir::Cache::archives "${folder}/archives";
APT::Architecture "${architecture}"; APT::Architectures { "${architecture}"; }; APT::Install-Recommends "false";
APT::Sandbox::User ""; Acquire::Languages "none"; Acquire::Retries "3"; Debug::NoLocking "1";
`
}

function installed(name: string, architecture: string): string {
  return `Package: ${name}
Status: install ok installed
Version: 999:999
Architecture: ${architecture}
Multi-Arch: foreign
Maintainer: none <none@example.invalid>
Description: not needed here

`
}
