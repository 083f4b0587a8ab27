const { REPOSITORY } = require('../apps/system');
const { quote } = require('../shell');
const { findProgram } = require('../workspace');
const { kustomizeSubjects } = require('./kustomize-subjects');

const { program, ...found } = findProgram('kustomize', ['version']);

module.exports = {
  find: () => ({ name: 'kustomize', ...found }),
  ...kustomizeSubjects({
    name: 'kustomize build',
    build: (folder) => [program, 'build', folder],
    edit: (tag) => `(cd overlay && ${quote(program)} edit set image ${REPOSITORY}=${REPOSITORY}:${tag})`,
    editName: 'kustomize edit set image',
  }),
};
