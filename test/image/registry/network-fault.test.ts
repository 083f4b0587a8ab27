import { networkFault } from '../../../src/image/registry/network-fault';

function failed(cause: unknown): Error {
  return Object.assign(new TypeError('fetch failed'), { cause });
}

const TRUST = "name the authority's file in NODE_EXTRA_CA_CERTS";

describe('what a failed request means', () => {
  test.each([
    [{ code: 'ENOTFOUND' }, 'unreachable', 'ghcr.io is not known to DNS (ENOTFOUND)'],
    [{ code: 'EAI_AGAIN' }, 'unreachable', 'DNS gave no answer for ghcr.io (EAI_AGAIN)'],
    [{ code: 'ECONNREFUSED' }, 'unreachable', 'nothing listens at ghcr.io (ECONNREFUSED)'],
    [
      { errors: [{ code: 'ECONNREFUSED' }, { code: 'ENETUNREACH' }] },
      'unreachable',
      'nothing listens at ghcr.io (ECONNREFUSED)',
    ],
    [{ code: 'ENETUNREACH' }, 'unreachable', 'ghcr.io could not be reached (ENETUNREACH)'],
    [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'unreachable', 'ghcr.io could not be reached (UND_ERR_CONNECT_TIMEOUT)'],
    [{ message: 'bad port' }, 'unreachable', "Node's fetch never asks the port of ghcr.io"],
    [{ code: 'ECONNRESET' }, 'cut', 'ghcr.io cut the connection (ECONNRESET)'],
    [{ code: 'UND_ERR_SOCKET' }, 'cut', 'ghcr.io cut the connection (UND_ERR_SOCKET)'],
    [
      { code: 'SELF_SIGNED_CERT_IN_CHAIN' },
      'certificate',
      `the certificate of ghcr.io is not signed by an authority that Node knows (SELF_SIGNED_CERT_IN_CHAIN); ${TRUST}`,
    ],
    [
      { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
      'certificate',
      `the certificate of ghcr.io is not signed by an authority that Node knows (UNABLE_TO_VERIFY_LEAF_SIGNATURE); ${TRUST}`,
    ],
    [
      { code: 'CERT_HAS_EXPIRED' },
      'certificate',
      'the certificate of ghcr.io has expired (CERT_HAS_EXPIRED), which NODE_EXTRA_CA_CERTS cannot mend',
    ],
    [
      { code: 'CERT_NOT_YET_VALID' },
      'certificate',
      'the certificate of ghcr.io is not valid yet (CERT_NOT_YET_VALID), which NODE_EXTRA_CA_CERTS cannot mend',
    ],
    [
      { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      'certificate',
      'the certificate of ghcr.io is for another name (ERR_TLS_CERT_ALTNAME_INVALID), which NODE_EXTRA_CA_CERTS cannot mend',
    ],
    [
      { code: 'CERT_REVOKED' },
      'certificate',
      'the certificate of ghcr.io is not valid (CERT_REVOKED), which NODE_EXTRA_CA_CERTS cannot mend',
    ],
    [{ code: 'EPROTO' }, 'protocol', 'ghcr.io does not speak HTTPS as it should (EPROTO)'],
    [{ code: 'HPE_INVALID_CONSTANT' }, 'protocol', 'ghcr.io does not speak HTTP (HPE_INVALID_CONSTANT)'],
    [{ code: 'Z_DATA_ERROR' }, undefined, 'ghcr.io does not answer in a way that can be read (Z_DATA_ERROR)'],
    [{ code: 'some secret' }, undefined, 'ghcr.io does not answer in a way that can be read'],
    [undefined, undefined, 'ghcr.io does not answer in a way that can be read'],
  ])('%j', (cause, fault, why) => {
    expect(networkFault(failed(cause), 'ghcr.io')).toMatchObject({ name: 'NoAnswer', why, fault });
  });

  test('is thrown as it is when it is no fault of the network', () => {
    const bug = new TypeError('x is not a function');
    expect(() => networkFault(bug, 'ghcr.io')).toThrow(bug);
  });
});
