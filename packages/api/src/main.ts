import { bundleConsole } from '@dwmops/console'
import { runApi } from './run-api.ts'

await runApi(process.env, bundleConsole)
