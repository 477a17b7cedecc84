import { maskText } from '@dwmops/job-runner'
import { jsonOf } from '../answers.ts'
import { BackgroundWork } from '../background/background-work.ts'
import type { ApiContext } from '../context.ts'
import { EffectSchema } from '../schemas/preview.ts'
import { previewInThread } from '../threads/preview-in-thread.ts'
import { threadDataOf } from '../threads/thread-data.ts'
import type { StoredPreviews } from './stored-previews.ts'

const signOfLifeMs = 5_000

/** Works on previews in the background, one after the other, each in a thread, so that a replica goes on answering. */
export class PreviewRunner {
  readonly #context: ApiContext
  readonly #previews: StoredPreviews
  readonly #work = new BackgroundWork()
  readonly #progress = new Map<string, number>()
  readonly #signs: NodeJS.Timeout
  #last: Promise<void> = Promise.resolve()

  constructor(context: ApiContext, previews: StoredPreviews) {
    this.#context = context
    this.#previews = previews
    this.#signs = setInterval(() => this.#showLife(), signOfLifeMs).unref()
  }

  /** Begins with the draft of this id. */
  start(id: string): void {
    const before = this.#last
    this.#progress.set(id, 0)
    this.#last = this.#work.start(id, (signal) => before.then(() => this.#run(id, signal)))
  }

  /** Gives one up, as long as this replica works on it. */
  cancel(id: string): void {
    this.#work.cancel(id, new Error('thrown away'))
  }

  /** Gives all up that are not done. */
  async stop(): Promise<void> {
    clearInterval(this.#signs)
    await this.#work.stop(new Error('the server stopped; preview it again'))
  }

  async #run(id: string, signal: AbortSignal): Promise<void> {
    const { log } = this.#context
    try {
      const onProgress = (contacts: number) => this.#progress.set(id, contacts)
      const wanted = await this.#previews.read(id)
      if (wanted === undefined) return
      const task = { ...threadDataOf(this.#context), draft: id, over: wanted.over }
      const preview = await previewInThread(task, { signal, onProgress })
      await this.#previews.end(id, { state: 'done', preview: jsonOf(EffectSchema, preview) })
    } catch (error) {
      log.warn({ err: error, preview: id }, 'preview broke off')
      const problem = error instanceof Error ? maskText(error.message) : 'it could not be worked on'
      await this.#previews.end(id, { state: 'failed', problem }).catch((failure: unknown) => {
        log.error({ err: failure, preview: id }, 'end of a preview could not be written down')
      })
    } finally {
      this.#progress.delete(id)
    }
  }

  #showLife(): void {
    this.#previews.touch(new Map(this.#progress)).catch((error: unknown) => {
      this.#context.log.warn({ err: error }, 'progress of a preview could not be written down')
    })
  }
}
