import { LocalMongoError } from './errors.ts'
import type { LocalMongo } from './local-mongo.ts'
import type { PreparedMongo, ProviderRequest } from './provider.ts'

/** The database that `options.url` or `MONGODB_URL` names, used as it is. */
export async function givenDatabase(request: ProviderRequest): Promise<PreparedMongo | undefined> {
  const url = request.url || process.env['MONGODB_URL']
  if (!url) return undefined
  const withoutCredentials = url.replace(/\/\/[^/]*@/, '//')
  const description = `the database that was given, ${withoutCredentials}`
  return { flavour: 'given', description, start: async () => localMongo(url, description) }
}

function localMongo(url: string, description: string): LocalMongo {
  const refuse = (what: string) => async () => {
    const message = `${what}: ${description} is not ours; leave MONGODB_URL empty to get one of your own`
    throw new LocalMongoError('LOCAL_MONGO_NOT_OURS', message)
  }
  const nothing = async () => {}
  return {
    url,
    flavour: 'given',
    description,
    stop: nothing,
    restart: refuse('cannot restart'),
    cutConnections: refuse('cannot cut connections'),
    analyze: nothing,
    expireNow: nothing,
  }
}
