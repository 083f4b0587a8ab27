const { IMAGES, KEYS, NAMES, NUMBERS, TEXTS } = require('./hostile-values');

const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every map and list in a value, and where it hangs. */
function listPlaces(value, found = [], parent, key) {
  if (typeof value !== 'object' || value === null) return found;
  found.push({ value, parent, key });
  for (const [name, child] of Object.entries(value)) listPlaces(child, found, value, name);
  return found;
}

const mapsIn = (documents) => listPlaces(documents).flatMap(({ value }) => (isMap(value) ? [value] : []));
const filledMaps = (documents) => mapsIn(documents).filter((map) => Object.keys(map).length > 0);
const listsIn = (documents, name) =>
  mapsIn(documents).flatMap((map) => (Array.isArray(map[name]) && map[name].length > 0 ? [map[name]] : []));
const containersIn = (documents) =>
  ['containers', 'initContainers'].flatMap((name) => listsIn(documents, name)).flatMap((list) => list.filter(isMap));
const objectsIn = (documents) => mapsIn(documents).filter((map) => isMap(map.metadata) && map.kind !== undefined);
const workloadsIn = (documents) => objectsIn(documents).filter((map) => isMap(map.spec?.template));
const copy = (value) => structuredClone(value);

/** Sets a field whatever it is called. */
function define(map, key, value) {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

/** The same fields in the same order, one of them with another name. */
function renameKey(map, from, to) {
  const entries = Object.entries(map);
  for (const [key] of entries) delete map[key];
  for (const [key, value] of entries) define(map, key === from ? to : key, value);
}

const onOne = (list, change) => (documents, random) => {
  const found = list(documents);
  if (found.length > 0) change(random.pick(found), random, documents);
};

function otherType(value, random) {
  return random.pick([
    null,
    true,
    random.pick(NUMBERS),
    random.pick(TEXTS),
    String(value),
    [],
    {},
    [value],
    { value },
    [[null]],
    [null],
    Number(value) || 0,
    undefined,
  ]);
}

function deepen(value, depth, random) {
  let deep = value;
  for (let level = 0; level < depth; level++) deep = random.chance(0.5) ? [deep] : { a: deep };
  return deep;
}

/** Ways to change objects, by name. Each changes the list of documents or what is in it. */
const TREE_MUTATIONS = {
  renameKey: onOne(filledMaps, (map, random) => renameKey(map, random.pick(Object.keys(map)), random.pick(KEYS))),
  addKey: onOne(mapsIn, (map, random) => define(map, random.pick(KEYS), random.pick([...TEXTS, null, 3, true]))),
  dropField: onOne(filledMaps, (map, random) => delete map[random.pick(Object.keys(map))]),
  changeType: onOne(filledMaps, (map, random) => {
    const key = random.pick(Object.keys(map));
    define(map, key, otherType(map[key], random));
  }),
  changeText: onOne(filledMaps, (map, random) => {
    const keys = Object.keys(map).filter((key) => typeof map[key] === 'string');
    if (keys.length > 0) define(map, random.pick(keys), random.pick(TEXTS));
  }),
  changeNumber: onOne(
    (documents) => filledMaps(documents).filter((map) => Object.values(map).some((value) => typeof value === 'number')),
    (map, random) => {
      const keys = Object.keys(map).filter((key) => typeof map[key] === 'number');
      define(map, random.pick(keys), random.pick([...NUMBERS, ...NUMBERS.map(String)]));
    },
  ),
  changeItem: onOne(
    (documents) =>
      listPlaces(documents).flatMap(({ value, parent }) => (parent && Array.isArray(value) ? [value] : [])),
    (list, random) => {
      const at = random.below(list.length + 1);
      list[at] = otherType(list[at] ?? '', random) ?? null;
    },
  ),
  swapImages: (documents, random) => {
    const containers = containersIn(documents);
    if (containers.length < 2) return;
    const [a, b] = [random.pick(containers), random.pick(containers)];
    [a.image, b.image] = [b.image, a.image];
  },
  changeImage: onOne(containersIn, (container, random) => {
    container.image = random.pick(IMAGES);
  }),
  changeTag: onOne(containersIn, (container, random) => {
    const repository = String(container.image).replace(/[:@][^/]*$/, '');
    const end = [
      ':1.0',
      ':1.0-debug',
      ':latest',
      '',
      `@sha256:${'c'.repeat(64)}`,
      `:2@sha256:${'d'.repeat(64)}`,
      ':-x',
    ];
    container.image = repository + random.pick(end);
  }),
  oneImage: (documents, random) => {
    const containers = containersIn(documents);
    if (containers.length === 0) return;
    const { image } = random.pick(containers);
    for (const container of containers) container.image = image;
  },
  duplicateContainer: onOne(
    (documents) => ['containers', 'initContainers'].flatMap((name) => listsIn(documents, name)),
    (list, random) => {
      const container = copy(random.pick(list));
      if (isMap(container) && random.chance(0.7)) container.name = random.pick(NAMES);
      list.splice(random.below(list.length + 1), 0, container);
    },
  ),
  moveToInit: onOne(
    (documents) => mapsIn(documents).filter((map) => Array.isArray(map.containers) && map.containers.length > 0),
    (pod, random) => {
      const list = random.pick(['initContainers', 'ephemeralContainers']);
      pod[list] = [...(Array.isArray(pod[list]) ? pod[list] : []), copy(random.pick(pod.containers))];
    },
  ),
  duplicateItem: onOne(
    (documents) => ['env', 'ports', 'volumeMounts', 'volumes', 'args'].flatMap((name) => listsIn(documents, name)),
    (list, random) => list.splice(random.below(list.length + 1), 0, copy(random.pick(list))),
  ),
  renameObject: onOne(objectsIn, (object, random) => {
    object.metadata.name = random.pick(NAMES);
  }),
  sameName: (documents, random) => {
    const objects = objectsIn(documents);
    if (objects.length > 1) random.pick(objects).metadata.name = random.pick(objects).metadata.name;
  },
  generateName: onOne(objectsIn, (object) => {
    object.metadata.generateName = `${object.metadata.name}-`;
    delete object.metadata.name;
  }),
  renameContainer: onOne(containersIn, (container, random) => {
    container.name = random.pick(NAMES);
  }),
  renameVariable: onOne(
    (documents) => listsIn(documents, 'env'),
    (env, random) => {
      const variable = random.pick(env);
      if (isMap(variable)) variable.name = random.pick([...NAMES, ...KEYS]);
    },
  ),
  changeVariable: onOne(
    (documents) => listsIn(documents, 'env'),
    (env, random) => {
      const variable = random.pick(env);
      if (isMap(variable)) variable.value = random.pick([...TEXTS, ...NUMBERS.map(String), ...NUMBERS]);
    },
  ),
  nameService: (documents, random) => {
    const services = objectsIn(documents).filter(({ kind }) => kind === 'Service');
    const containers = containersIn(documents);
    if (services.length === 0 || containers.length === 0) return;
    const { metadata, spec } = random.pick(services);
    const port = spec?.ports?.[0]?.port;
    const host = `${metadata.name}${random.pick(['', `.${metadata.namespace}`, '.svc', `.${metadata.namespace}.svc.cluster.local`])}`;
    const value = random.pick([host, `${host}:${port}`, `http://u:p@${host}:${port}/\${x}\`?a=b`, `${host}:1`]);
    const container = random.pick(containers);
    const env = Array.isArray(container.env) ? container.env : [];
    container.env = [...env, { name: 'X_HOST', value }, { name: 'X_PORT', value: String(port) }];
  },
  namespaces: (documents, random) => {
    for (const { metadata } of objectsIn(documents)) {
      if (random.chance(0.3)) metadata.namespace = random.pick(['a', 'b', 'default', '', '0', null, '__proto__']);
    }
  },
  sameNamespace: (documents, random) => {
    const namespace = random.pick(['shop', '0', 'kube-system']);
    for (const { metadata } of objectsIn(documents)) metadata.namespace = namespace;
  },
  duplicateObject: (documents, random) => {
    if (documents.length === 0) return;
    const other = copy(random.pick(documents));
    if (isMap(other?.metadata) && random.chance(0.6)) other.metadata.name = `${other.metadata.name}-2`;
    documents.splice(random.below(documents.length + 1), 0, other);
  },
  manyWorkloads: (documents, random) => {
    const workloads = workloadsIn(documents);
    if (workloads.length === 0) return;
    const workload = random.pick(workloads);
    for (let count = 0; count < 20; count++) {
      const other = copy(workload);
      other.metadata.name = `${other.metadata.name}-${count}`;
      documents.push(other);
    }
  },
  wrapInList: (documents, random) => {
    const items = documents.splice(random.below(documents.length + 1));
    const kind = random.pick(['List', 'List', 'DeploymentList', 'ConfigMapList']);
    documents.push({ apiVersion: 'v1', kind, items });
  },
  emptyDocuments: (documents, random) => {
    documents.splice(random.below(documents.length + 1), 0, random.pick([null, {}, [], '', 'text', 3]));
  },
  nestDeep: onOne(filledMaps, (map, random) => {
    const key = random.pick(Object.keys(map));
    define(map, key, deepen(map[key], random.pick([5, 50, 300, 600]), random));
  }),
  hugeList: onOne(filledMaps, (map, random) => {
    const item = random.pick(['x', 1, { name: 'n', value: 'v' }, null]);
    define(
      map,
      random.pick(Object.keys(map)),
      Array.from({ length: 3000 }, () => item),
    );
  }),
  manyVariables: onOne(containersIn, (container, random) => {
    const value = random.pick(TEXTS);
    container.env = Array.from({ length: 300 }, (_, index) => ({ name: `V_${index}`, value: `${value}${index}` }));
  }),
  hostileLabels: onOne(objectsIn, ({ metadata, spec }, random) => {
    const labels = Object.fromEntries(
      ['a', random.pick(KEYS)].map((key) => [key, random.pick([...TEXTS, 1, true, null])]),
    );
    for (const map of [metadata, spec?.template?.metadata]) {
      if (isMap(map)) map[random.pick(['labels', 'annotations'])] = labels;
    }
  }),
  changeSelector: onOne(workloadsIn, ({ spec }, random) => {
    spec.selector = random.pick([
      { matchLabels: { app: 'x' } },
      { matchLabels: {} },
      {},
      { matchLabels: { __proto__: 'x' }, matchExpressions: [{ key: 'app', operator: 'Exists' }] },
      { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] },
      null,
    ]);
  }),
  changeKind: onOne(objectsIn, (object, random) => {
    object.kind = random.pick([
      'Deployment',
      'StatefulSet',
      'DaemonSet',
      'Job',
      'CronJob',
      'Pod',
      'Widget',
      'Service',
      'a b',
      '',
    ]);
  }),
  changeApiVersion: onOne(objectsIn, (object, random) => {
    object.apiVersion = random.pick(['apps/v1', 'batch/v1', 'v1', 'extensions/v1beta1', 'x/y/z', 'V1', '1', 1, '']);
  }),
  addAutoscaler: onOne(workloadsIn, ({ apiVersion, kind, metadata }, random, documents) => {
    documents.push({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: metadata.name, ...(metadata.namespace && { namespace: metadata.namespace }) },
      spec: {
        scaleTargetRef: { apiVersion, kind, name: metadata.name },
        minReplicas: random.pick([1, 3, 10]),
        maxReplicas: random.pick([3, 2, '3']),
      },
    });
  }),
  addBudget: onOne(workloadsIn, ({ metadata, spec }, random, documents) => {
    documents.push({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: metadata.name, ...(metadata.namespace && { namespace: metadata.namespace }) },
      spec: { selector: copy(spec.selector), ...random.pick([{ minAvailable: 1 }, { maxUnavailable: '50%' }, {}]) },
    });
  }),
  addConfigMap: onOne(containersIn, (container, random, documents) => {
    documents.push({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'fuzz-settings' },
      data: Object.fromEntries(
        [...KEYS.slice(0, 3), 'run.sh', '..', 'a/b'].map((key) => [
          key,
          random.pick(TEXTS).repeat(random.pick([1, 20])),
        ]),
      ),
    });
    container.envFrom = [{ configMapRef: { name: 'fuzz-settings' } }];
  }),
};

module.exports = { TREE_MUTATIONS };
