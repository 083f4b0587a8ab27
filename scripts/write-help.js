// Puts the help of each command into its page in docs/commands/. A test holds the pages to the help.
const { execFileSync } = require('node:child_process');
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const PAGES = resolve(__dirname, '../docs/commands');
const CLI = resolve(__dirname, '../lib/cli/lockstep.js');

for (const name of readdirSync(PAGES)) {
  const page = join(PAGES, name);
  const text = readFileSync(page, 'utf8').replace(
    /<!-- help: (\w+) -->\n```text\n(?:.*?)```\n/gs,
    (_block, command) => {
      const help = execFileSync(process.execPath, [CLI, command, '--help'], {
        encoding: 'utf8',
        env: { ...process.env, COLUMNS: '80' },
      });
      return `<!-- help: ${command} -->\n\`\`\`text\n${help}\`\`\`\n`;
    },
  );
  writeFileSync(page, text);
}
