#!/usr/bin/env node
import { dwmProgram } from './program.ts'
import { runProgram } from './run-program.ts'

void runProgram(dwmProgram(), process.argv).then((exitCode) => {
  process.exitCode = exitCode
})
