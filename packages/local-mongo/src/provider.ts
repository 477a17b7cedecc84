import type { LocalMongo, LocalMongoFlavour, LocalMongoOptions } from './local-mongo.ts'
import type { Progress } from './progress.ts'

export interface Mongod {
  program: string
  flavour: LocalMongoFlavour
  description: string
}

/** A database for which everything is there; nothing runs yet. */
export interface PreparedMongo {
  readonly flavour: LocalMongoFlavour
  readonly description: string
  /** Where it is a mongod: its program. */
  readonly mongod?: Mongod
  start(): Promise<LocalMongo>
}

export interface ProviderRequest extends LocalMongoOptions {
  progress: Progress
}

/** One way to a database; undefined where this machine does not offer it. */
export type Provider = (request: ProviderRequest) => Promise<PreparedMongo | undefined>
