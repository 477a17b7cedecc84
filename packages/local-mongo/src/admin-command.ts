import type { Document } from 'mongodb'

/** Answers of one server to commands on its database `admin`; the connection is closed when `work` is done. */
export async function withAdmin<Result>(
  url: string,
  work: (command: (command: Document) => Promise<Document>) => Promise<Result>,
): Promise<Result> {
  const { MongoClient } = await import('mongodb') // slow to load, and seldom needed
  const client = new MongoClient(url, { directConnection: true })
  try {
    return await work((command) => client.db('admin').command(command))
  } finally {
    await client.close()
  }
}
