import { retryTransient } from './retry-transient.ts'

/** Functions whose whole work may be repeated: reads, and writes that find themselves done. */
type Repeatable<T> = { readonly [K in keyof T]: (...args: never[]) => Promise<unknown> }

/** The same functions, each repeated after a transient error as {@link retryTransient} does. `doing` goes on after "could not". */
export function retrying<T extends Repeatable<T>>(doing: string, functions: T): T {
  const repeated =
    (work: (...args: never[]) => Promise<unknown>) =>
    (...args: never[]) =>
      retryTransient(doing, () => work(...args))
  return Object.fromEntries(
    Object.entries<(...args: never[]) => Promise<unknown>>(functions).map(([name, work]) => [
      name,
      repeated(work),
    ]),
  ) as T
}
