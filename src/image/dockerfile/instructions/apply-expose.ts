import { badWord } from '../build';
import { expandWords, WordFault } from '../grammar/expand-word';
import { splitAtSpaces } from '../grammar/parse-words';
import { isKnown, type Known } from '../known';
import { needsArgument } from './needs-argument';
import { parsePorts } from './parse-ports';
import type { Step } from './step';

/** All there are, a few times over. */
const MOST_PORTS = 300_000;

export function applyExpose(step: Step): void {
  const { stage, build, line } = step;
  const words = splitAtSpaces(step.instruction.rest);
  if (words.length === 0) needsArgument(step);
  for (const word of words) {
    if (stage.portsRead > MOST_PORTS) break;
    let ports: Known<readonly string[]>;
    try {
      ports = expandWords(word, { escapeChar: build.escapeChar, find: (name) => stage.findVariable(name) });
    } catch (error) {
      if (!(error instanceof WordFault)) throw error;
      step.refuseReached(badWord(error));
      continue;
    }
    if (!isKnown(ports)) {
      stage.portsGap ??= `line ${line} exposes a port that is not known: ${ports.unknown}`;
      continue;
    }
    for (const port of ports.value) {
      const parsed = parsePorts(port);
      stage.portsRead += parsed?.length ?? 0;
      if (stage.portsRead > MOST_PORTS) stage.portsGap ??= `line ${line} exposes too many ports`;
      else if (parsed) for (const each of parsed) stage.exposedPorts.add(each);
      else {
        const fix = 'write a port from 1 to 65535, or a range: 8080, 53/udp, 8000-8010';
        step.refuseReached({ what: `EXPOSE ${port} is no port`, why: 'builders refuse it', fix });
      }
    }
  }
}
