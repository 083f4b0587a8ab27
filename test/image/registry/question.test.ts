import { Question } from '../../../src/image/registry/question';

const never = () => new Promise<never>(() => undefined);

describe('a question', () => {
  test('has the outcome of the work that is done in time', async () => {
    const question = new Question(5000);
    expect(await question.within('a registry', Promise.resolve(7))).toBe(7);
    question.close();
  });

  test('is over when its time is', async () => {
    const question = new Question(20);
    await expect(question.within('a registry', never(), 'late')).rejects.toMatchObject({
      why: 'a registry has not answered within 0.02 s',
      fault: 'late',
    });
  });

  test('is over when it is stopped, whoever is asked', async () => {
    const stop = new AbortController();
    const question = new Question(5000, stop.signal);
    const [answer, pause] = [question.within('a registry', never(), 'late'), question.pause('a registry', 4000)];
    stop.abort();
    for (const work of [answer, pause]) {
      await expect(work).rejects.toMatchObject({ why: 'reading was stopped', fault: undefined });
    }
    expect(question.signal.aborted).toBe(true);
    question.close();
  });

  test('is over at once when it is stopped before it begins', async () => {
    const question = new Question(5000, AbortSignal.abort());
    await expect(question.within('a registry', never())).rejects.toMatchObject({ why: 'reading was stopped' });
    question.close();
  });

  test('is not stopped any more when it is closed', () => {
    const stop = new AbortController();
    const question = new Question(5000, stop.signal);
    question.close();
    stop.abort();
    expect(question.signal.aborted).toBe(false);
  });
});
