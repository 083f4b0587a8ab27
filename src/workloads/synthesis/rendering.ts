import type { ApiObject } from 'cdk8s';

/** What came of an object: its manifest, or what cdk8s or cdk8s-plus said when it could not make one. */
export type RenderedObject = { readonly manifest: unknown } | { readonly error: unknown };

/** Manifests of objects, each made once, however many ask for it. */
export class Rendering {
  private readonly rendered = new Map<ApiObject, RenderedObject>();

  /** The manifest of an object, made now unless it has been. */
  of(object: ApiObject): RenderedObject {
    const known = this.rendered.get(object);
    if (known) return known;
    const rendered = render(object);
    this.rendered.set(object, rendered);
    return rendered;
  }

  /**
   * The manifest of an object, for the last one that asks for it: it is not kept any longer.
   *
   * @throws what cdk8s says when it cannot make one
   */
  take(object: ApiObject): unknown {
    const rendered = this.of(object);
    this.rendered.delete(object);
    if ('error' in rendered) throw rendered.error;
    return rendered.manifest;
  }
}

function render(object: ApiObject): RenderedObject {
  try {
    return { manifest: object.toJson() };
  } catch (error) {
    return { error };
  }
}
