import type { ElfFacts } from '../facts/file-facts';
import { findArchitectureFault, LOADER_REFUSAL } from './find-architecture-fault';
import { findInterpreter } from './find-interpreter';
import { checkLibraries } from './libraries/check-libraries';
import { explainLoader } from './loader/explain-loader';
import type { StartAnswer, StartQuestion } from './start-question';

/** Whether an ELF file can start. */
export async function findElfStart(question: StartQuestion, elf: ElfFacts): Promise<StartAnswer> {
  const { path, platform } = question;
  const fault = findArchitectureFault(elf, platform, 'it');
  if (fault) return fault;
  if (elf.type === 'other') {
    return {
      outcome: 'fail',
      code: 'IMAGE_BINARY_FORMAT',
      what: 'cannot start: it is no program, but an object file, a module or a core dump',
      why: 'the kernel refuses it with "exec format error"',
      fix: 'link it into a program, or name the program that was built',
    };
  }
  if (elf.interpreter !== undefined) return await findDynamicStart(question, elf, elf.interpreter);
  if (elf.gap !== undefined) return { outcome: 'unknown', why: `of '${path}', ${elf.gap}` };
  if (elf.needed.length > 0) {
    return { outcome: 'unknown', why: `'${path}' needs libraries and names no loader: it may be a library itself` };
  }
  return { outcome: 'pass', how: 'static' };
}

async function findDynamicStart(question: StartQuestion, elf: ElfFacts, interpreter: string): Promise<StartAnswer> {
  const { platform } = question;
  const it = `its interpreter '${interpreter}'`;
  const found = await findInterpreter(question, interpreter, {
    it,
    explain: (isLink) => explainLoader(question, { elf, interpreter, isLink }),
  });
  if (found.outcome !== 'found') return found;
  const { facts } = found.entry;
  if (facts === undefined) {
    return { outcome: 'unknown', why: `'${found.path}' is there, but the source does not say what it holds` };
  }
  if (facts.kind !== 'elf') {
    return {
      outcome: 'fail',
      code: 'IMAGE_BINARY_FORMAT',
      what: `cannot start: ${it} is no ELF file`,
      why: `the kernel loads it to start the program, and refuses it with ${LOADER_REFUSAL}`,
      fix: `look at the step of the Dockerfile that puts '${found.path}' there`,
    };
  }
  const fault = findArchitectureFault(facts.elf, platform, it);
  if (fault) return fault;
  return (
    (await checkLibraries(question, elf, { interpreter, path: found.path, elf: facts.elf })) ?? {
      outcome: 'pass',
      how: 'dynamic',
      interpreter,
    }
  );
}
