import type { ImportNote } from '../../imported-object';

/** One thing to say about one service, or about the file. */
export interface Remark {
  readonly place: string;
  /** As written; undefined for the file. */
  readonly service?: string | undefined;
  /** The field or thing: `networks`, `deploy.update_config`. */
  readonly topic: string;
  /** What of it: `back, front`. Never the value of a variable. */
  readonly detail?: string | undefined;
  readonly why: string;
}

/** Collects remarks; what is the same for several services becomes one note, at the first place. */
export class NoteBook {
  private readonly remarks = new Map<string, Remark[]>();

  add(remark: Remark): void {
    const key = JSON.stringify([remark.topic, remark.why, remark.service === undefined]);
    const alike = this.remarks.get(key);
    if (alike) alike.push(remark);
    else this.remarks.set(key, [remark]);
  }

  notes(): ImportNote[] {
    return [...this.remarks.values()].map((alike) => {
      const [first] = [...alike].sort(byLine);
      return { place: first?.place ?? '', what: printSubject(alike), why: first?.why ?? '' };
    });
  }
}

/** Orders notes by the lines of their places. */
export function byLine(a: { readonly place: string }, b: { readonly place: string }): number {
  return lineOf(a.place) - lineOf(b.place);
}

function printSubject(remarks: readonly Remark[]): string {
  const [first] = remarks;
  const details = new Map<string, Set<string>>();
  for (const { service = '', detail } of remarks) {
    const known = details.get(service) ?? new Set<string>();
    if (detail !== undefined) known.add(detail);
    details.set(service, known);
  }
  if (first?.service === undefined) return `${first?.topic ?? ''} ${[...(details.get('') ?? [])].join(', ')}`.trim();
  const services = [...details].map(
    ([service, known]) => `'${service}'${known.size > 0 ? ` (${[...known].join(', ')})` : ''}`,
  );
  return `service${services.length > 1 ? 's' : ''} ${services.join(', ')}: ${first.topic}`;
}

function lineOf(place: string): number {
  return Number(place.slice(place.lastIndexOf(':') + 1)) || 0;
}
