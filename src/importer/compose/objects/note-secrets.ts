import { environmentOf } from './build-workload';
import type { ServiceDraft } from './service-draft';

const SECRET =
  /PASS(?:WORD|WD|PHRASE|$|_)|SECRET|TOKEN|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|(?:^|_)KEY(?:$|_V?\d+$)|SALT$/i;
const PATH = /_(?:FILE|PATH|DIR|TTL|URL|NAME|ID|LENGTH|EXPIRY|EXPIRATION)$/i;
const PASSWORD_IN_ADDRESS = /\/\/[^/@\s:]*:[^/@\s]+@/;

/** One note that names the variables that look like secrets; never what they hold. */
export function noteSecrets(drafts: readonly ServiceDraft[]): void {
  for (const draft of drafts) {
    const { entries } = draft.service.fields;
    const place = (entries.get('environment') ?? entries.get('env_file'))?.place ?? draft.service.place;
    for (const [name, value] of environmentOf(draft)) {
      const isSecret = (SECRET.test(name) && !PATH.test(name)) || PASSWORD_IN_ADDRESS.test(value);
      if (!isSecret || value === '') continue;
      draft.note(
        place,
        'plain text that looks secret',
        'it stands in the manifests for everybody to read: put it in a Secret, and take the variable from there with valueFrom.secretKeyRef',
        name,
      );
    }
  }
}
