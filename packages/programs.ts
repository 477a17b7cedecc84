import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

const packages = import.meta.dirname
/** Programs that run on a developer's machine only and are in no image. */
const developmentOnly = ['local-mongo', 'local-fleet']

/** Every program that has a bundle and an image: the packages with a `src/main.ts`. Image, skaffold and workflows are tested against it. */
export const programs: readonly string[] = readdirSync(packages).filter(
  (name) => existsSync(path.join(packages, name, 'src/main.ts')) && !developmentOnly.includes(name),
)
