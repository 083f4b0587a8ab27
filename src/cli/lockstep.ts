#!/usr/bin/env node
import { join } from 'node:path';
import { runCompiled } from './run-compiled';

// the command line itself is one file beside this one, which is run from compiled code when there is any
runCompiled(join(__dirname, 'main.js'));
