const { kustomizeSubjects } = require('./kustomize-subjects');
const { findProgram } = require('../workspace');

const { program, ...found } = findProgram('kubectl', ['version', '--client']);

module.exports = {
  find: () => ({ name: 'kubectl', ...found }),
  ...kustomizeSubjects({
    name: 'kubectl kustomize',
    build: (folder) => [program, 'kustomize', folder],
    edit: (tag) => `sed -i.bak 's/newTag: .*/newTag: ${tag}/' overlay/kustomization.yaml`,
    editName: 'sed',
  }),
};
