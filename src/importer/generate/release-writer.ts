import { asFields, asList, type Fields, nameOf } from '../../manifest/manifest';
import type { Identifiers } from '../../project/identifiers';
import type { Code } from '../code/code';
import type { EnvironmentCode } from '../environments/environment-code';
import type { ImportedObject } from '../imported-object';
import type { PlannedRelease } from '../plan/import-plan';
import { toAttachedCode } from './attached-code';
import { type ConfigFiles, dataKeyOf } from './config-files';
import { constructPath } from './construct-path';
import { type Decided, ownerOf } from './decide';
import type { ServiceReference } from './find-service-references';
import { type Images, valueAt } from './images';
import { toObjectCode } from './object-code';
import { commentsAt, type ObjectContext } from './object-context';
import { planWiring } from './plan-wiring';
import {
  type AttachedStatement,
  type ObjectStatement,
  type ReleaseCode,
  UNCHECKED,
  type WorkloadStatement,
} from './print-blocks';
import { portCode, toReferenceCode } from './reference-code';
import { releaseNamespace } from './release-namespace';
import { shareEnv } from './share-env';
import { shareReferences } from './share-references';
import { shareSettings } from './share-settings';
import { mainPointer, toWorkloadCode, type WorkloadCode } from './workload-code';
import { withoutVersion } from './workload-name';

/** Longer names of constants are hard to read. */
export const MAX_IDENTIFIER = 40;

/** What one release is written from. */
interface ReleaseParts {
  readonly release: PlannedRelease;
  /** Of the constant that holds the Release. */
  readonly identifier: string;
  readonly images: Images;
  /** What is code. */
  readonly decided: readonly Decided[];
  readonly identifiers: Identifiers;
  readonly config: ConfigFiles;
  /** Comments above objects that stand at the top of the file instead. */
  readonly head: ReadonlySet<string>;
  /** Undefined for an app that has no environments. */
  readonly environments: EnvironmentCode | undefined;
}

/** What code has in it that is known within the loop over environments only. */
const SOURCE = '"kind":"source"';

type Wire = ObjectContext['wire'];

/** Turns the objects of one release into statements. */
export class ReleaseWriter {
  private readonly namespace: string | undefined;
  /** Constants that hold workloads and Services. */
  private readonly names = new Map<ImportedObject, string>();
  /** Construct ids of the objects in Kubernetes' own words. */
  private readonly ids = new Map<ImportedObject, string>();

  constructor(private readonly parts: ReleaseParts) {
    this.namespace = releaseNamespace(
      parts.decided.filter(({ form }) => form !== 'outside').map(({ object }) => object),
    );
    const used = new Set<string>();
    for (const { object } of [...this.inForm('object'), ...this.inForm('outside')]) {
      const wanted = `${object.manifest.kind}-${this.idOf(object)}`.toLowerCase().replace(/[/\n]/g, '-');
      let id = wanted;
      for (let count = 2; used.has(id); count++) id = `${wanted}-${count}`;
      used.add(id);
      this.ids.set(object, id);
    }
  }

  /** Each object with the construct paths under which a message may name it. */
  places(): (Decided & { readonly places: readonly string[] })[] {
    const { decided, release, environments } = this.parts;
    const idOf = (each: ImportedObject) => withoutVersion(this.idOf(each), each.manifest, release.image);
    return decided.map((each) => {
      const { object, owner } = each;
      const paths = (scope: string, original: ImportedObject | undefined) =>
        constructPath(
          each.form === 'outside' ? (environments ? `${scope}-${UNCHECKED}` : UNCHECKED) : scope,
          ...(owner ? [idOf(owner)] : []),
          this.ids.get(object) ?? (owner ? nameOf((original ?? object).manifest) : idOf(object)),
        );
      const places = environments
        ? environments.names.map((name, index) => paths(name, environments.originalsOf(object)[index]))
        : [paths(release.id, object)];
      return { ...each, places };
    });
  }

  /** The statements, in an order in which each constant is there before it is used. */
  write(): ReleaseCode {
    const attached = this.inForm('attached');
    const services = new Map(
      attached.flatMap(({ object, owner }) =>
        owner && object.manifest.kind === 'Service' && this.isAlways(object) && this.isAlways(owner)
          ? [[object, owner] as const]
          : [],
      ),
    );
    const { order, references } = planWiring(
      this.inForm('workload').map(({ object }) => object),
      services,
    );
    for (const object of order) if (attached.some(({ owner }) => owner === object)) this.claim(object);
    const written = order.map((object) => this.writeWorkload(object, references.get(object)));
    const objects = this.inForm('object').map((each) => this.writeObject(each, [...services.keys()]));
    const outside = this.inForm('outside').map((each) => this.writeObject(each, [...services.keys()]));
    const claim = (wanted: string) => this.parts.identifiers.claim(wanted, 'shared', MAX_IDENTIFIER);
    const isShareable = (value: unknown) => !this.parts.environments || !JSON.stringify(value).includes(SOURCE);
    const withReferences = shareReferences(written, claim);
    const withEnv = shareEnv(withReferences.workloads, claim, isShareable);
    const shared = shareSettings(withEnv.workloads, claim, isShareable);
    const [first] = this.parts.decided;
    return {
      identifier: this.parts.identifier,
      id: this.parts.release.id,
      namespace:
        this.namespace === undefined || !first
          ? undefined
          : (this.parts.environments?.wire(first.object, '/metadata/namespace') ?? {
              kind: 'literal',
              value: this.namespace,
            }),
      constants: [...withReferences.constants, ...withEnv.constants, ...shared.constants],
      workloads: order.map(
        (object, index): WorkloadStatement => ({
          condition: this.conditionOf(object),
          code: shared.workloads[index] as WorkloadCode,
          identifier: this.names.get(object),
          attached: attached.filter(({ owner }) => owner === object).map((each) => this.writeAttached(each)),
        }),
      ),
      objects,
      outside,
    };
  }

  private inForm(form: Decided['form']): Decided[] {
    return this.parts.decided.filter((each) => each.form === form);
  }

  private writeWorkload(
    object: ImportedObject,
    references: ReadonlyMap<string, ServiceReference> = new Map(),
  ): WorkloadCode {
    const context = this.contextOf(object, (_value, at) => {
      const reference = references.get(at);
      return reference && toReferenceCode(reference, this.claim(reference.service));
    });
    return toWorkloadCode(context, (at) => this.parts.images.isOwn(object, at), {
      namespace: this.namespace,
      image: this.parts.release.image,
    });
  }

  private writeAttached({ object, owner }: Decided): AttachedStatement {
    if (!owner) throw new Error(`${nameOf(object.manifest)} has no workload`);
    const context = this.contextOf(object);
    return {
      code: toAttachedCode(context, ownerOf(owner)),
      identifier: this.names.get(object),
      comments: commentsAt(context, ''),
      condition: this.isAlways(owner) ? this.conditionOf(object) : undefined,
    };
  }

  private writeObject({ object, form, why }: Decided, services: readonly ImportedObject[]): ObjectStatement {
    const context = this.contextOf(object, (value, at) => this.wireBackend(object, services, value, at));
    const image = '/image';
    return {
      id: this.ids.get(object) ?? nameOf(object.manifest),
      code: toObjectCode(context, form === 'outside' ? undefined : this.namespace, (at) =>
        at.endsWith(image) ? this.parts.images.reference(object, at.slice(0, -image.length)) : undefined,
      ),
      comments: [...commentsAt(context, ''), ...(form === 'outside' && why !== undefined ? [why] : [])],
      isRead: object.manifest.kind === 'ConfigMap',
      condition: this.conditionOf(object),
    };
  }

  /** The Service and the port that a backend of an Ingress names. */
  private wireBackend(
    ingress: ImportedObject,
    services: readonly ImportedObject[],
    value: unknown,
    at: string,
  ): Code | undefined {
    if (ingress.manifest.kind !== 'Ingress') return undefined;
    const [, backend, field] = /^(.*backend\/service|.*Backend\/service)\/(name|port\/number)$/i.exec(at) ?? [];
    if (backend === undefined) return undefined;
    const name = asFields(valueAt(ingress.manifest, backend)).name;
    const service = services.find((each) => nameOf(each.manifest) === name);
    if (!service) return undefined;
    const identifier = this.claim(service);
    if (field === 'name') return { kind: 'source', text: `${identifier}.name` };
    const ports = asList(asFields(service.manifest.spec).ports);
    if (typeof value !== 'number' || !ports.some(({ port }) => port === value)) return undefined;
    return { kind: 'source', text: portCode(service, value, identifier) };
  }

  private contextOf(object: ImportedObject, wire: Wire = () => undefined): ObjectContext {
    const { images, config, head, environments } = this.parts;
    const mainAt = mainPointer(object, (at) => images.isOwn(object, at));
    return {
      object,
      head,
      idOf: (name) => environments?.idOf(object, name) ?? name,
      imageFields: (at: string, container: Fields) => images.fields(object, at, container, mainAt),
      wire: (value, at) => {
        const other = environments?.wire(object, at);
        if (other) return other;
        const key = typeof value === 'string' ? dataKeyOf(object, at) : undefined;
        const file = key === undefined ? undefined : config.take(object, key, value as string);
        return file ?? wire(value, at);
      },
    };
  }

  private idOf(object: ImportedObject): string {
    const name = nameOf(object.manifest);
    return this.parts.environments?.idOf(object, name) ?? name;
  }

  private conditionOf(object: ImportedObject): string | undefined {
    return this.parts.environments?.conditionOf(object);
  }

  private isAlways(object: ImportedObject): boolean {
    return this.conditionOf(object) === undefined;
  }

  /** The constant that holds a workload or a Service. */
  private claim(object: ImportedObject): string {
    const { manifest } = object;
    const known = this.names.get(object);
    if (known !== undefined) return known;
    const name = this.idOf(object).replaceAll('.', '-');
    const isService = manifest.kind === 'Service';
    const wanted = isService && !/(?:service|svc)$/.test(name) ? `${name}-service` : name;
    const identifier = this.parts.identifiers.claim(wanted, isService ? 'service' : 'workload', MAX_IDENTIFIER);
    this.names.set(object, identifier);
    return identifier;
  }
}
