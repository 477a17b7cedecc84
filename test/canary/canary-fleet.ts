import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { washingConfig } from '@dwmops/core/testing'
import { contactFieldKeys, type Sandbox, startSandbox } from '@dwmops/eloqua-sandbox'
import { startStage } from '@dwmops/local-fleet'
import type { TestMongo } from '@dwmops/local-mongo/testing'
import { openQueue, type Queue } from '@dwmops/mongo-queue'
import type { Db } from 'mongodb'
import { type ChangedAnswers, changedAnswers } from '../support/changed-answers.ts'
import { dwmWith } from '../support/dwm.ts'
import { contacts, login, secrets } from './canaries.ts'
import { mongoUser, urlWithLogin } from './canary-case.ts'
import { type EchoingGateway, startEchoingGateway } from './echoing-gateway.ts'

type Settings = Readonly<Record<string, string>>

/** The fleet as processes, with a canary for every secret and in every field of every contact. */
export interface CanaryFleet {
  readonly database: TestMongo
  readonly sandbox: Sandbox
  /** In front of the sandbox. */
  readonly eloqua: ChangedAnswers
  readonly gateway: EchoingGateway
  readonly queue: Queue
  readonly queueDb: Db
  readonly rulesDb: Db
  readonly environment: Settings
  /** With secrets in it, and all that the processes write. */
  readonly folder: string
  /** Runs a stage; all that it printed, and its exit code. */
  stage(name: string, settings?: Settings, how?: StageHow): Promise<Printed>
  dwm(args: readonly string[], settings?: Settings): Promise<Printed>
  /** All that was left in the folder of temporary files and in that of logs, with its name. */
  filesLeft(): readonly { readonly name: string; readonly text: string }[]
  stop(): Promise<void>
}

interface StageHow {
  readonly args?: readonly string[]
  /** Done once the run has printed something. */
  begun?(process: ChildProcess): void
}

export interface Printed {
  readonly text: string
  readonly exitCode: number | null
}

export async function openCanaryFleet(database: TestMongo): Promise<CanaryFleet> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-canary-'))
  const oauthClient = { id: 'an-app', secret: secrets.clientSecret }
  const { eloquaPassword: password } = secrets
  const sandbox = await startSandbox({ records: contacts, ...login, password, oauthClient })
  const eloqua = await changedAnswers(sandbox.url)
  const gateway = await startEchoingGateway()
  const [queueDb, rulesDb] = [database.fresh(), database.fresh()]
  await fillRules(rulesDb)
  const environment = {
    ...eloqua.settings,
    ...secretFiles(folder, { ELOQUA_PASSWORD: password, MONGODB_URL: await urlWithLogin(database) }),
    ELOQUA_COMPANY: login.company,
    ELOQUA_USER: login.user,
    ELOQUA_WRITE: 'true',
    PUSHGATEWAY: gateway.address,
    QUEUE_DATABASE: queueDb.databaseName,
    RULES_DATABASE: rulesDb.databaseName,
    CONFIG_NAME: 'Canaries',
    POLL_SECONDS: '0.05',
    GRACE_SECONDS: '2',
    LOG_LEVEL: 'debug',
    WRITE_FIELDS: 'all',
    TMPDIR: emptyFolder(folder, 'tmp'),
    LOG_DIR: emptyFolder(folder, 'logs'),
  }
  return {
    ...{ database, sandbox, eloqua, gateway, queueDb, rulesDb, environment, folder },
    queue: openQueue(queueDb, { owner: 'test', stage: 'test' }),
    async stage(name, settings, { args = [], begun } = {}) {
      const started = startStage(name, withoutTwice({ ...environment, ...settings }), { args })
      started.process.stdout?.once('data', () => begun?.(started.process))
      const { lines, stderr, exitCode } = await started.finished
      return { text: `${lines.map((line) => JSON.stringify(line)).join('\n')}\n${stderr}`, exitCode }
    },
    async dwm(args, settings) {
      const { LOG_DIR: _, ...own } = environment
      const ended = await dwmWith(() => withoutTwice({ ...own, ...settings }))(...args)
      return { text: `${ended.out}\n${ended.err}`, exitCode: ended.code }
    },
    filesLeft: () =>
      ['tmp', 'logs'].flatMap((name) =>
        readdirSync(path.join(folder, name)).map((file) => ({
          name: `${name}/${file}`,
          text: readFileSync(path.join(folder, name, file), 'utf8'),
        })),
      ),
    async stop() {
      await gateway.stop()
      await eloqua.stop()
      await sandbox.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The address of a database that knows the user by another password, or that is no address. */
export function wrongMongoUrls(fleet: CanaryFleet): {
  readonly refused: Promise<string>
  readonly broken: string
} {
  return {
    refused: urlWithLogin(fleet.database, secrets.wrongPassword),
    broken: `mongodb://${mongoUser}:${secrets.wrongPassword}@127.0.0.1/?a=%ZZ`,
  }
}

/** Secrets as mounted files: `NAME_FILE` by name. */
function secretFiles(folder: string, values: Settings): Settings {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const file = path.join(folder, name)
      writeFileSync(file, `${value}\n`, { mode: 0o600 })
      return [`${name}_FILE`, file]
    }),
  )
}

/** A value in place of that of a file. */
function withoutTwice(settings: Settings): Settings {
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => !name.endsWith('_FILE') || !(name.slice(0, -5) in settings)),
  )
}

function emptyFolder(parent: string, name: string): string {
  const folder = path.join(parent, name)
  mkdirSync(folder)
  return folder
}

/** Every field is changed, with history; a fax takes too many steps, a long phone becomes too large. */
async function fillRules(rulesDb: Db): Promise<void> {
  const lookup = ['genericRegex', 'normRegex']
  const fields = contactFieldKeys.filter((key) => key !== 'ContactID' && key !== 'emailAddress')
  const config = washingConfig(
    'Canaries',
    Object.fromEntries(fields.map((key) => [key, { lookup, derive: {} }])),
  )
  await rulesDb.collection('config').insertOne(config)
  await rulesDb.collection('genericRegex').insertOne({ pattern: '^(\\w+) (.*)$', replace: '\\2 by \\1' })
  await rulesDb.collection('normRegex').insertMany([
    { fieldName: 'fax', pattern: '(.+)\\1X', replace: '' },
    { fieldName: 'mobilePhone', pattern: '^(.{9999,})$', replace: '\\1'.repeat(2000) },
  ])
}
