#!/usr/bin/env node
import { dwmProgram } from './program.ts'
import { runProgram } from './run-program.ts'

process.exitCode = await runProgram(dwmProgram(), process.argv)
