// Draws the same values in every run of the property tests.
const { configureGlobal } = require('fast-check');

const seed = Number(process.env.LOCKSTEP_SEED);
if (!Number.isInteger(seed)) throw new Error(`LOCKSTEP_SEED is ${process.env.LOCKSTEP_SEED}, which is no whole number`);
configureGlobal({ seed });
