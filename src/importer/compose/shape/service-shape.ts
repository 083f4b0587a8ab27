import { parseBytes } from '../values/parse-bytes';
import { parseDuration } from '../values/parse-duration';
import { anything, either, fields, listOf, mapOfAll, type Shape, single } from './shape';

const text = single('text', (value) => typeof value === 'string');
const value = single('a single value');
const number = single('a number', (given) => given !== '' && Number.isFinite(Number(given)));
const whole = single('a whole number', (given) => /^-?\d+$/.test(String(given)));
const flag = single(
  'true or false',
  (given) => typeof given === 'boolean' || /^(?:true|false|yes|no|y|n|on|off)$/i.test(String(given)),
);
const bytes = single('a size, as 512m or 1gb', (given) => parseBytes(String(given)) !== undefined);
const duration = single('a time, as 30s or 1m30s', (given) => parseDuration(String(given)) !== undefined);
const texts = listOf(value);
const textOrTexts = either(value, texts);
const keyed = either(mapOfAll(value), texts);
const command = either(value, texts);

const resources = { cpus: number, memory: bytes };

/** What the fields of a service have to be. A service may have fields that are not in it. */
export const SERVICE_SHAPE: Shape = fields({
  annotations: keyed,
  build: either(
    text,
    fields({ context: value, dockerfile: value, dockerfile_inline: text, target: value, args: keyed }),
  ),
  cap_add: texts,
  cap_drop: texts,
  command,
  configs: listOf(either(value, fields({ source: value, target: value }))),
  container_name: value,
  cpus: number,
  depends_on: either(texts, mapOfAll(fields({ condition: text }))),
  deploy: fields({
    mode: text,
    replicas: whole,
    labels: keyed,
    resources: fields({ limits: fields(resources), reservations: fields(resources) }),
    restart_policy: fields({ condition: text, max_attempts: whole }),
    update_config: anything,
  }),
  dns: textOrTexts,
  entrypoint: command,
  env_file: either(value, listOf(either(value, fields({ path: value, required: flag, format: value })))),
  environment: keyed,
  expose: listOf(value),
  extra_hosts: either(mapOfAll(textOrTexts), texts),
  group_add: listOf(value),
  healthcheck: fields({
    disable: flag,
    interval: duration,
    retries: whole,
    start_period: duration,
    start_interval: duration,
    test: either(value, texts),
    timeout: duration,
  }),
  hostname: value,
  image: text,
  init: flag,
  ipc: text,
  labels: keyed,
  links: texts,
  mem_limit: bytes,
  mem_reservation: bytes,
  network_mode: text,
  networks: either(texts, mapOfAll(fields({ aliases: texts }))),
  pid: text,
  platform: text,
  ports: listOf(
    either(value, fields({ target: value, published: value, protocol: text, host_ip: value, name: value })),
  ),
  privileged: flag,
  profiles: texts,
  pull_policy: text,
  read_only: flag,
  restart: either(text, flag),
  scale: whole,
  secrets: listOf(either(value, fields({ source: value, target: value }))),
  security_opt: texts,
  shm_size: bytes,
  stdin_open: flag,
  stop_grace_period: duration,
  tmpfs: textOrTexts,
  tty: flag,
  user: value,
  volumes: listOf(
    either(
      text,
      fields({
        type: text,
        source: value,
        target: value,
        read_only: flag,
        tmpfs: fields({ size: bytes }),
        volume: fields({ subpath: value }),
      }),
    ),
  ),
  working_dir: value,
});
