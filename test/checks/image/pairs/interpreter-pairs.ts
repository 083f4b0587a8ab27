import { fails, imageOf, type Pair, starts } from './pair';
import { link, program, SHELL, script } from './programs';

const GUNICORN = script('app/.venv/bin/gunicorn', '#!/app/.venv/bin/python\nimport gunicorn\n');
const RUNS_GUNICORN = { Entrypoint: ['/app/.venv/bin/gunicorn', 'app:app'] };

/** What is named by the first line of a script: a python of a virtual environment, env and what it looks for. */
export const INTERPRETER_PAIRS: readonly Pair[] = [
  {
    name: 'gunicorn of a venv whose python the last stage lacks',
    image: imageOf([GUNICORN, program('usr/local/bin/python3.12')], RUNS_GUNICORN),
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs '/app/.venv/bin/gunicorn', which cannot start: its interpreter '/app/.venv/bin/python' is not in the image",
        "'/app/.venv/bin/gunicorn' is a script with the first line '#!/app/.venv/bin/python'; the kernel says \"no such file or directory\" about the script itself",
        "copy '/app/.venv' into the image as a whole, to the same place, with all that its links lead to",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'gunicorn of a venv whose python is a link that leads nowhere',
    image: imageOf([GUNICORN, link('app/.venv/bin/python', '/usr/local/bin/python3.12')], RUNS_GUNICORN),
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs '/app/.venv/bin/gunicorn', which cannot start: its interpreter '/app/.venv/bin/python' is a link to '/usr/local/bin/python3.12', which is not in the image",
        "'/app/.venv/bin/gunicorn' is a script with the first line '#!/app/.venv/bin/python'; the kernel says \"no such file or directory\" about the script itself",
        "copy what '/app/.venv/bin/python' leads to into the image too, or build the link in an image that has it",
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'gunicorn of a venv whose python leads to the one of the image',
    image: imageOf(
      [
        GUNICORN,
        link('app/.venv/bin/python', 'python3'),
        link('app/.venv/bin/python3', '/usr/local/bin/python3.12'),
        program('usr/local/bin/python3.12'),
      ],
      RUNS_GUNICORN,
    ),
    says: [starts("'/app/.venv/bin/gunicorn': script, run by /app/.venv/bin/python")],
    really: 'starts',
  },
  {
    name: 'gunicorn of a venv in PATH',
    image: imageOf([GUNICORN, program('app/.venv/bin/python')], {
      Cmd: ['gunicorn'],
      Env: ['PATH=/app/.venv/bin:/usr/bin'],
    }),
    says: [starts("'gunicorn': script, run by /app/.venv/bin/python")],
    really: 'starts',
  },
  {
    name: '#! with env and a program that is not in PATH',
    image: imageOf([...SHELL, program('usr/bin/python3'), script('run', '#!/usr/bin/env python\n')], {
      Entrypoint: ['/run'],
    }),
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs '/run', which cannot start: '/usr/bin/env' starts 'python' for it, which is not in PATH (/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)",
        'its first line is \'#!/usr/bin/env python\', and env says "python: No such file or directory"',
        "install python in the image, or write '#!/usr/bin/env python3': the image has it",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: '#! with env and a program that is in PATH',
    image: imageOf([...SHELL, program('usr/bin/python3'), script('run', '#!/usr/bin/env python3\n')], {
      Entrypoint: ['/run'],
    }),
    says: [starts("'/run': script, run by /usr/bin/python3")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: '#! with env and two words, which the kernel makes one',
    image: imageOf([...SHELL, program('usr/bin/python3'), script('run', '#!/usr/bin/env python3 -u\n')], {
      Entrypoint: ['/run'],
    }),
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs '/run', which cannot start: '/usr/bin/env' starts 'python3 -u' for it, which is not in PATH (/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)",
        'its first line is \'#!/usr/bin/env python3 -u\', and env says "python3 -u: No such file or directory"',
        "the kernel hands over all words as one; let env split them: '#!/usr/bin/env -S python3 -u'",
      ),
    ],
    really: 'exit 127',
    needsGlibc: true,
  },
  {
    name: '#! with env -S and two words',
    image: imageOf([...SHELL, program('usr/bin/python3'), script('run', '#!/usr/bin/env -S python3 -u\n')], {
      Entrypoint: ['/run'],
    }),
    says: [starts("'/run': script, run by /usr/bin/python3")],
    really: 'starts',
    needsGlibc: true,
  },
  {
    name: '#! with env, in an image without env',
    image: imageOf([program('usr/bin/python3'), script('run', '#!/usr/bin/env python3\n')], { Entrypoint: ['/run'] }),
    says: [
      fails(
        'IMAGE_INTERPRETER_MISSING',
        "runs '/run', which cannot start: its interpreter '/usr/bin/env' is not in the image",
        "'/run' is a script with the first line '#!/usr/bin/env python3'; the kernel says \"no such file or directory\" about the script itself",
        'install env in the image, or let the first line name an interpreter that the image has',
      ),
    ],
    really: 'ENOENT',
  },
  {
    name: 'an interpreter that nobody may execute',
    image: imageOf([program('bin/tool', { mode: 0o644 }), script('run', '#!/bin/tool\n')], { Entrypoint: ['/run'] }),
    says: [
      fails(
        'IMAGE_BINARY_NOT_EXECUTABLE',
        "runs '/run', which cannot start: its interpreter '/bin/tool' may not be executed",
        "'/bin/tool' has mode 0644: nobody may execute it",
        'set its permissions where the image is built: RUN chmod a+x /bin/tool',
      ),
    ],
    really: 'EACCES',
  },
];
