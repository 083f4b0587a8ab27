import { fails, type ImagePlan, imageOf, type Pair, starts, unknown } from './pair';
import { GLIBC, glibcProgram, link, program, wrapper } from './programs';

/** Several programs that are links to one, started by tini. */
const ARGO: ImagePlan = imageOf(
  [
    wrapper('usr/bin/tini', 2),
    program('bin/cp'),
    program('usr/local/bin/argocd'),
    ...['argocd-server', 'argocd-dex', 'argocd-repo-server'].map((name) => link(`usr/local/bin/${name}`, 'argocd')),
  ],
  { Entrypoint: ['/usr/bin/tini', '--'] },
);
const DEX: ImagePlan = imageOf([...GLIBC, glibcProgram('usr/local/bin/dex')], { Entrypoint: ['/usr/local/bin/dex'] });
const dex = (copy: readonly string[]): Pick<Pair, 'image' | 'others' | 'pod'> => ({
  image: ARGO,
  others: { 'dex:2.0': DEX },
  pod: {
    initContainers: [
      { name: 'copyutil', image: 'app:1.0', command: copy, volumeMounts: [{ name: 'bin', mountPath: '/shared' }] },
    ],
    containers: [
      {
        name: 'dex',
        image: 'dex:2.0',
        command: ['/shared/argocd-dex', 'rundex'],
        volumeMounts: [{ name: 'bin', mountPath: '/shared' }],
      },
    ],
    volumes: [{ name: 'bin', emptyDir: {} }],
  },
});

/** Several programs that are links to one, behind tini, and a program out of another image. */
export const ARGO_CD_PAIRS: readonly Pair[] = [
  {
    name: 'Argo CD: args alone behind tini, and a program that is a link',
    image: ARGO,
    container: { args: ['/usr/local/bin/argocd-server', '--port', '8080'] },
    says: [
      starts("'/usr/bin/tini': static"),
      starts("'/usr/local/bin/argocd-server' (through tini): /usr/local/bin/argocd, static"),
    ],
    really: 'starts',
  },
  {
    name: 'Argo CD: args alone behind tini, and a slip',
    image: ARGO,
    container: { args: ['/usr/local/bin/argocd-sever'] },
    says: [
      starts("'/usr/bin/tini': static"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/usr/local/bin/argocd-sever' (through tini), which is not in app:1.0",
        "'/usr/local/bin' holds argocd, argocd-dex, argocd-repo-server, argocd-server",
        "did you mean '/usr/local/bin/argocd-server'?",
      ),
    ],
    really: 'exit 127',
  },
  {
    name: 'Argo CD: args that are flags alone, as if ENTRYPOINT were the program',
    image: ARGO,
    container: { args: ['--port', '8080'] },
    says: [
      starts("'/usr/bin/tini': static"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '--port' (through tini), which is in no folder of PATH",
        'PATH is /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'name the program in front of its options',
      ),
    ],
    really: 'exit 127',
  },
  {
    name: 'Argo CD: an init container copies the program into an emptyDir of another container',
    ...dex(['/bin/cp', '-n', '/usr/local/bin/argocd', '/shared/argocd-dex']),
    says: [
      starts("'/bin/cp': static", "deployment 'web', init container 'copyutil'"),
      starts("'/shared/argocd-dex': static; init container 'copyutil' copies '/usr/local/bin/argocd' of app:1.0 there"),
    ],
    really: { untried: 'its volume is filled by another container' },
  },
  {
    name: 'Argo CD: an init container copies it under another name',
    ...dex(['/bin/cp', '-n', '/usr/local/bin/argocd', '/shared/dex']),
    says: [
      starts("'/bin/cp': static", "deployment 'web', init container 'copyutil'"),
      unknown(
        'IMAGE_BINARY_UNKNOWN',
        "runs '/shared/argocd-dex', which cannot be checked",
        "it lies in a volume: volume 'bin' is an emptyDir that init container 'copyutil' may have filled",
        'look at it by hand, or start the image once where it may fail',
      ),
    ],
    really: { untried: 'its volume is filled by another container' },
  },
];
