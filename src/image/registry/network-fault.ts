import { type Fault, NoAnswer } from './no-answer';

const TRUST = "is not signed by an authority that Node knows (CODE); name the authority's file in NODE_EXTRA_CA_CERTS";
const MIND = 'which NODE_EXTRA_CA_CERTS cannot mend';

/** By the code of the error or by its beginning, the first that fits; HOST and CODE stand for the two. */
const FAULTS: readonly (readonly [RegExp, Fault, string])[] = [
  [/^ENOTFOUND$/, 'unreachable', 'HOST is not known to DNS (CODE)'],
  [/^EAI_/, 'unreachable', 'DNS gave no answer for HOST (CODE)'],
  [/^ECONNREFUSED$/, 'unreachable', 'nothing listens at HOST (CODE)'],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'cut', 'HOST cut the connection (CODE)'],
  // https://nodejs.org/api/tls.html#x509-certificate-error-codes
  [/^CERT_HAS_EXPIRED$/, 'certificate', `the certificate of HOST has expired (CODE), ${MIND}`],
  [/^CERT_NOT_YET_VALID$/, 'certificate', `the certificate of HOST is not valid yet (CODE), ${MIND}`],
  [
    /^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    'certificate',
    `the certificate of HOST is for another name (CODE), ${MIND}`,
  ],
  [/^(?:CERT_UNTRUSTED$|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/, 'certificate', `the certificate of HOST ${TRUST}`],
  [/^(?:CERT_|ERR_TLS_CERT|INVALID_|CRL_)/, 'certificate', `the certificate of HOST is not valid (CODE), ${MIND}`],
  [/^(?:EPROTO$|ERR_SSL_|ERR_TLS_)/, 'protocol', 'HOST does not speak HTTPS as it should (CODE)'],
  [/^HPE_/, 'protocol', 'HOST does not speak HTTP (CODE)'],
  [/^(?:ETIMEDOUT$|UND_ERR_|E[A-Z]+$)/, 'unreachable', 'HOST could not be reached (CODE)'],
];

/**
 * What a failed `fetch` means, in the user's words.
 *
 * @throws the error itself when it is not about the network but a bug of ours
 */
export function networkFault(error: unknown, host: string): NoAnswer {
  const { message } = error as { message?: string };
  // no `instanceof`: these errors come from Node's own realm
  if (message !== 'fetch failed' && message !== 'terminated') throw error;
  const cause = (error as { cause?: { code?: unknown; name?: unknown; message?: unknown; errors?: unknown } }).cause;
  if (cause?.message === 'bad port') return new NoAnswer(`Node's fetch never asks the port of ${host}`, 'unreachable');
  // newer versions of Node give this error no code
  if (cause?.name === 'HTTPParserError' && cause.code === undefined)
    return new NoAnswer(`${host} does not speak HTTP`, 'protocol');
  // a host with several addresses fails once for each
  const [first] = (Array.isArray(cause?.errors) ? cause.errors : []) as { code?: unknown }[];
  const code = String(cause?.code ?? first?.code ?? '');
  const [, fault, words] = FAULTS.find(([pattern]) => pattern.test(code)) ?? [];
  if (fault === undefined || words === undefined) {
    return new NoAnswer(`${host} does not answer in a way that can be read${/^\w+$/.test(code) ? ` (${code})` : ''}`);
  }
  return new NoAnswer(words.replace('HOST', host).replace('CODE', code), fault);
}
