import { bundleConsole } from '@dwmops/console'
import { runApi } from './run-api.ts'

void runApi(process.env, bundleConsole)
