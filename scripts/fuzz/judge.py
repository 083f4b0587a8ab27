"""Answers for each line {"input": file, "dist": folder} on standard input whether both are the same objects.

The first argument is the folder of equal.py, which does the comparing. An answer is {"status": 0, 1 or 2, "text": ...}.
"""
import contextlib, io, json, sys, yaml

sys.dont_write_bytecode = True
# what we read may be nested 500 deep
sys.setrecursionlimit(20000)
if hasattr(yaml, 'CSafeLoader'):
    # libyaml, from which the reader of Kubernetes comes, is also many times as fast
    yaml.SafeLoader = yaml.CSafeLoader
sys.path.insert(0, sys.argv[1])
import equal

for line in sys.stdin:
    question = json.loads(line)
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            status = equal.main([question['input'], '--', question['dist']])
    except Exception as error:
        status = 2
        print(f'{type(error).__name__}: {error}', file=out)
    print(json.dumps({'status': status, 'text': out.getvalue()[:2000]}))
