/** A command that does these steps one after the other, as somebody types them. A step is a line, or a list of words. */
function shell(...steps) {
  return ['sh', '-c', steps.map((step) => (typeof step === 'string' ? step : step.map(quote).join(' '))).join(' && ')];
}

/** A word as the shell takes it. */
function quote(word) {
  return /^[\w./=:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

module.exports = { quote, shell };
