// Preloaded into the n8n of a soak: SIGUSR2 makes it collect its garbage, so that what is measured
// then is what it holds.
'use strict';
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', () => collect());
