import { ImageProject } from './image-project';
import { Lockstep } from './run-lockstep';

// several processes, one after the other
jest.setTimeout(60_000);

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const IMAGE = 'registry.invalid/team/shop:1.0';

const DOCKERFILE = `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/web ./cmd/web && CGO_ENABLED=0 go build -o /out/worker ./cmd/worker

FROM scratch
COPY --from=build /out/web /out/worker /
`;

describe('lockstep check --dockerfile', () => {
  const project = (dockerfile = DOCKERFILE) => new ImageProject(lockstep, IMAGE, { Dockerfile: dockerfile });

  test('finds programs that the Dockerfile installs, and cannot tell whether they start', async () => {
    expect(await project().run('check', '--dockerfile', 'Dockerfile')).toEqual({
      status: 0,
      stdout: `${IMAGE}
  unknown  IMAGE_BINARY_UNKNOWN: deployment 'web' runs '/web', which cannot be checked
           why: '/web' is there; whether it can start, only the built image tells
           fix: look at it by hand, or start the image once where it may fail (dist/shop.k8s.yaml:20)
  unknown  IMAGE_BINARY_UNKNOWN: deployment 'worker' runs '/worker', which cannot be checked
           why: '/worker' is there; whether it can start, only the built image tells
           fix: look at it by hand, or start the image once where it may fail (dist/shop.k8s.yaml:44)

2 containers, 1 image: 2 unknown
`,
      stderr: '',
    });
  });

  test('fails for programs that it installs elsewhere', async () => {
    const elsewhere = DOCKERFILE.replace('/out/web /out/worker /', '/out/web /out/worker /bin/');
    expect(await project(elsewhere).run('check', '--dockerfile', 'Dockerfile')).toEqual({
      status: 1,
      stdout: `${IMAGE}
  fail     IMAGE_BINARY_MISSING: deployment 'web' runs '/web', which is not in the image of Dockerfile
           why: the Dockerfile puts bin into '/'
           fix: did you mean '/bin/web'? (dist/shop.k8s.yaml:20)
  fail     IMAGE_BINARY_MISSING: deployment 'worker' runs '/worker', which is not in the image of Dockerfile
           why: the Dockerfile puts bin into '/'
           fix: did you mean '/bin/worker'? (dist/shop.k8s.yaml:44)

2 containers, 1 image: 2 fail
`,
      stderr: '',
    });
  });

  test('refuses a stage and a file that are not there', async () => {
    const shop = project();
    const stage = await shop.run('check', '--dockerfile', 'Dockerfile', '--target', 'biuld');
    expect(stage).toEqual({
      status: 1,
      stdout: '',
      stderr: `error DOCKERFILE_TARGET_MISSING: Dockerfile has no stage 'biuld'
  why: its stages are: build
  fix: name one of them, or add the stage: FROM image AS name
`,
    });
    expect(await shop.run('check', '--dockerfile', 'Dockerfil')).toEqual({
      status: 1,
      stdout: '',
      stderr: `error DOCKERFILE_UNREADABLE: Dockerfil cannot be read
  why: there is no such file
  fix: name a Dockerfile that is there
`,
    });
  });
});
