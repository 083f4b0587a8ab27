import { Conversation } from '../../../src/image/registry/conversation';
import type { Login } from '../../../src/image/registry/login';
import { Question } from '../../../src/image/registry/question';
import { registryEndpoint } from '../../../src/image/registry/registry-endpoint';
import { fakeRegistry } from './fake-registry';

test('a login that another question has got meanwhile is used, and none is asked for', async () => {
  const logins = new Map<string, Login>();
  const server = await fakeRegistry(() => ({ body: { token: 'second' } }));
  const registry = await fakeRegistry(({ headers }) => {
    if (headers.authorization === 'Bearer first') return { body: 'ok' };
    const key = `http://${headers.host} repository:app:pull`;
    logins.set(key, { authorization: 'Bearer first', words: 'asked without credentials' });
    return { status: 401, headers: { 'www-authenticate': `Bearer realm="${server.origin}/token"` } };
  });
  const question = new Question(5000);
  const repository = `${registry.host}/app`;
  const endpoint = registryEndpoint(repository);
  const parts = { question, endpoint, repository, origin: registry.origin, logins, env: {} };
  const conversation = new Conversation(parts);
  const reply = await conversation.ask('GET', conversation.url('tags/list'), '*/*');
  question.close();
  expect(reply.body.toString()).toBe('ok');
  expect(server.seen).toEqual([]);
});
