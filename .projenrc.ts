import { awscdk, javascript, JsonFile } from 'projen';

/** The folders of src in the order in which they may import each other: a room imports from those above it. */
const ROOMS = [
  'errors',
  'kubernetes',
  'catalog',
  'model',
  'props',
  'handler',
  'network',
  'cluster',
  'apply',
  'access',
  'identity',
  'nodes',
  'addons',
  'storage',
  'secrets',
  'ingress',
  'workloads',
  'cdk8s-plus',
  'charts',
  'preflight',
  'platform',
  'report',
];

const CODE = ['src', 'test', 'examples', 'bench', 'scripts'];

/** Columns of a line, strings included. Tables (`*.data.ts`) are exempt. */
const MAX_COLUMNS = 140;

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-eks-strata',
  description:
    'Kubernetes on AWS with the CDK: from nothing to running applications on Amazon EKS in one deploy, with the mistakes found at synth.',
  author: 'The cdk-eks-strata authors',
  authorAddress: 'maintainers@cdk-eks-strata.dev',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-eks-strata/cdk-eks-strata.git',
  keywords: ['aws', 'cdk', 'eks', 'kubernetes', 'cdk8s', 'constructs'],
  license: 'Apache-2.0',
  // until a deployment in an AWS account is reported: docs/versioning.md
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  projenrcTs: true,
  sampleCode: false,
  // API.md is an index of our own pages
  docgen: false,
  // the generated workflows name the host of a package registry
  github: false,
  release: false,

  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.0',
  // the lowest versions of the peers (docs/decisions/0048-lowest-peers.md); the versions that the tests use are below
  cdkVersion: '2.271.0',
  constructsVersion: '10.5.0',
  peerDeps: ['cdk8s@^2.69.0', 'cdk8s-plus-27@^2.7.71'],
  peerDependencyOptions: { pinnedDevDependency: false },
  deps: ['@aws-cdk/lambda-layer-kubectl-v36@^2.0.1'],
  bundledDeps: ['yaml@^2.9.1'],
  devDeps: [
    'aws-cdk@~2.1148.1',
    'cdk-nag@^3.0.2',
    'esbuild@^0.28.2',
    'fast-check@^4.10.2',
    'fflate@^0.8.3',
    // types, lint and layout (docs/decisions/0063-native-checks.md)
    'oxfmt@~0.79.0',
    'oxlint@~1.94.0',
    'oxlint-tsgolint@~7.0.2008',
    'cdk8s-plus-34',
    // types of what the Node.js runtime of Lambda has built in, for the handler
    '@aws-sdk/client-ecr',
    '@aws-sdk/client-eks',
    '@aws-sdk/client-lambda',
    '@aws-sdk/client-s3',
    '@smithy/signature-v4',
  ],

  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      // where tests and what they load are: not in the packages
      roots: ['src', 'test', 'scripts', 'examples'].map((folder) => `<rootDir>/${folder}`),
      // one for each core: what waits for files and programs leaves time to the other
      maxWorkers: '100%',
      setupFiles: ['<rootDir>/test/setup.ts'],
      globalSetup: '<rootDir>/test/jest/global-setup.js',
      globalTeardown: '<rootDir>/test/jest/global-teardown.js',
      // CDK is loaded once a worker instead of once a file: see test/jest/runtime.js
      runtime: '<rootDir>/test/jest/runtime.js',
      testEnvironment: '<rootDir>/test/jest/environment.js',
      moduleNameMapper: { '^cdk-eks-strata$': '<rootDir>/src/index.ts' },
    },
  },
  eslint: false,
  gitignore: ['cdk.out', '.cdk.staging', '/tmp'],
});

// after the folder of tests, which projen includes
project.gitignore.exclude('/test/.blocks/');
project.jest!.config.transform = { '^.+\\.ts$': new javascript.Transform('<rootDir>/test/jest/transform.js') };
project.addDevDeps('aws-cdk-lib@2.276.0', 'constructs@10.5.1', 'cdk8s@2.70.106', 'cdk8s-plus-27@2.9.5');

for (const path of ['/examples', '/bench', '/scripts', '/docs', '/cdk.json', '/cdk.out', '/.ci', '/ARCHITECTURE.md', '/CONTRIBUTING.md']) {
  project.npmignore?.exclude(path);
}

const maxLines = (max: number) => ['error', { max, skipBlankLines: true, skipComments: true }];
// types and lint in one program (docs/decisions/0063-native-checks.md)
new JsonFile(project, '.oxlintrc.json', {
  obj: {
    plugins: ['typescript', 'import'],
    // rules that oxlint lacks
    jsPlugins: ['./scripts/lint-plugin.js'],
    categories: { correctness: 'off' },
    rules: {
      curly: ['error', 'multi-line', 'consistent'],
      'no-bitwise': 'error',
      'no-nested-ternary': 'error',
      'no-shadow': 'error',
      'max-lines': maxLines(300),
      'import/no-duplicates': 'error',
      'typescript/dot-notation': 'error',
      'typescript/no-floating-promises': 'error',
      'typescript/no-require-imports': 'error',
      'typescript/return-await': 'error',
      'strata/member-ordering': 'error',
      'strata/max-len': ['error', MAX_COLUMNS],
    },
    overrides: [
      { files: ['src/**'], rules: { 'strata/dependencies': 'error', 'strata/rooms': ['error', ROOMS] } },
      // bundled into the function, or part of its runtime
      { files: ['src/handler/**'], rules: { 'strata/dependencies': 'off' } },
      {
        files: ['src/**/*.data.ts', 'src/**/*.rules.ts'],
        rules: {
          'no-restricted-imports': [
            'error',
            { paths: ['constructs', 'cdk8s', 'fs'], patterns: ['aws-cdk-lib', 'aws-cdk-lib/*', 'cdk8s-plus-*', 'node:*'] },
          ],
        },
      },
      { files: ['test/**'], rules: { 'max-lines': maxLines(1000) } },
      // tables, which oxfmt leaves as they are
      { files: ['**/*.data.ts'], rules: { 'max-lines': 'off', 'strata/max-len': 'off', 'strata/import-order': 'error' } },
      // blocks of documents
      { files: ['test/.blocks/**'], rules: { 'strata/max-len': 'off' } },
      // CommonJS
      { files: ['**/*.js'], rules: { 'strata/max-len': 'off', 'typescript/no-require-imports': 'off' } },
    ],
  },
  marker: false,
});
// strings and comments, which the layout does not wrap, have their length checked by lint
new JsonFile(project, '.oxfmtrc.json', {
  obj: {
    printWidth: MAX_COLUMNS,
    singleQuote: true,
    trailingComma: 'all',
    sortImports: { groups: ['builtin', 'external', ['sibling', 'index', 'unknown'], 'parent'], newlinesBetween: false },
    ignorePatterns: ['**/*.data.ts'],
    // an example is read on one screen
    overrides: [{ files: ['examples/**/*.ts'], options: { objectWrap: 'collapse' } }],
  },
  marker: false,
});
project.addPackageIgnore('/.oxlintrc.json');
project.addPackageIgnore('/.oxfmtrc.json');

// tests, examples, benchmarks and scripts are checked with the package under its own name
const testConfig = project.tryFindObjectFile('test/tsconfig.json');
testConfig?.addOverride('compilerOptions.paths', { 'cdk-eks-strata': ['../src/index.ts'] });
testConfig?.addOverride('include', [
  '**/*.ts',
  '.blocks/*.ts',
  '../examples/**/*.ts',
  '../bench/**/*.ts',
  '../scripts/**/*.ts',
  '../src/**/*.ts',
]);
for (const folder of ['examples', 'bench', 'scripts']) {
  new JsonFile(project, `${folder}/tsconfig.json`, { obj: { extends: '../test/tsconfig.json', include: ['**/*.ts'] }, marker: true });
}
const checkTypes = project.addTask('check-types', {
  description: 'Checks the types and the lint rules of sources, tests, examples, benchmarks, scripts and of the blocks in documents',
  exec: 'node -r ./scripts/register.js scripts/readme-blocks.ts',
});
checkTypes.exec(
  `oxlint --type-aware --type-check --no-ignore --tsconfig test/tsconfig.json ${CODE.join(' ')} test/.blocks/*.ts .projenrc.ts`,
);
const patterns = CODE.map((folder) => `'${folder}/**/*.ts'`).join(' ');
project.addTask('check-format', { description: 'Checks the layout of code', exec: `oxfmt --check ${patterns} .projenrc.ts` });
project.addTask('format', { description: 'Lays out code', exec: `oxfmt ${patterns} .projenrc.ts` });
// types and lint beside the tests
project.testTask.reset('node scripts/test.js', { receiveArgs: true });

// the function that applies objects is one file, which is committed: who synthesizes from the sources needs it, too
const bundleHandler = project.addTask('bundle-handler', {
  description: 'Writes assets/handler from src/handler',
  exec: 'node scripts/bundle-handler.js',
});
project.preCompileTask.spawn(bundleHandler);

// users load only what they touch, as with aws-cdk-lib
project.compileTask.exec('node scripts/package-lib.js');

const run = 'node -r ./scripts/register.js';
const constructPages = project.addTask('construct-pages', {
  description: 'Writes API.md and docs/constructs from the .jsii manifest and the examples of docstrings',
  exec: `${run} scripts/construct-pages.ts`,
  receiveArgs: true,
});
project.postCompileTask.spawn(constructPages);
['/API.md', '/docs/constructs/**'].forEach((path) => project.annotateGenerated(path));
project.addTask('tables', { description: 'Writes the tables of the READMEs from the data in src', exec: `${run} scripts/tables.ts` });
project.addTask('indexes', { description: 'Writes the index of each folder of preflight rules', exec: `${run} scripts/indexes.ts` });
project.addTask('preflight-docs', {
  description: 'Writes docs/preflight.md from the rules and their cases',
  exec: `${run} scripts/preflight-docs.ts`,
});
project.addTask('instance-types', {
  description: 'Writes the table of instance types from scripts/instance-types/*.csv',
  exec: `${run} scripts/instance-types.ts`,
});
project.addTask('aws-managed-policies', {
  description: 'Writes the table of managed policies of AWS from scripts/aws-managed-policies/policies.csv',
  exec: `${run} scripts/aws-managed-policies.ts`,
});
project.addTask('service-constraints', {
  description: 'Writes what services say of their input from their models: npm run service-constraints -- <checkout of boto/botocore>',
  exec: `${run} scripts/service-constraints.ts`,
  receiveArgs: true,
});
project.addTask('custom-kinds', {
  description: 'Writes the table of custom resources: npm run custom-kinds -- <folder with the git repositories of their CRDs>',
  exec: `${run} scripts/custom-kinds.ts`,
  receiveArgs: true,
});
project.addTask('props-table', {
  description: 'Writes the table of props, against which constructors check their arguments',
  exec: `${run} scripts/props-table.ts`,
});
project.addTask('kubernetes-schema', {
  description:
    'Writes the table of Kubernetes fields: npm run kubernetes-schema -- <minor, such as 1.36> ' +
    '<api/openapi-spec/v3/*_openapi.json of a Kubernetes release>',
  exec: `${run} scripts/kubernetes-schema.ts`,
  receiveArgs: true,
});
project.addTask('synth', {
  description: 'Synthesizes an example and shows what would be deployed',
  exec: `${run} scripts/synth.ts`,
  receiveArgs: true,
});
project.addTask('bench', { description: 'Measures against an app written by hand', exec: `${run} bench/bench.ts`, receiveArgs: true });
project.addTask('programs', {
  description: 'Runs the function that applies objects with the real Helm, against a model of the API server',
  exec: 'jest --config test/handler/jest.config.json',
  receiveArgs: true,
});
project.addTask('simulate', {
  description: 'Deploys every example into a model of AWS, with the real handler and Helm: creation, update, failures, deletion',
  exec: 'jest --config test/simulator/jest.config.json',
  receiveArgs: true,
});
project.addTask('consumer', { description: 'Uses the packed package in an app of its own', exec: `${run} scripts/consumer.ts` });
// instead of the comparison with a published version, of which there is none
project.removeTask('compat');
project.addTask('compat', {
  description: 'Synthesizes every example with the lowest and the newest of each peer',
  exec: `${run} scripts/compat.ts`,
});

// 1.13.0 names platform packages that are not published, and a lock file without them is refused by npm ci
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

// nothing in the repository says where packages are downloaded from
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

new JsonFile(project, 'cdk.json', {
  marker: true,
  obj: { app: `${run} examples/shop/app.ts`, output: 'cdk.out/shop', context: recommendedFlags() },
});

project.synth();

/** The feature flags that CDK recommends to new apps. */
function recommendedFlags(): Record<string, unknown> {
  try {
    // oxlint-disable-next-line typescript/no-require-imports
    return require('aws-cdk-lib/recommended-feature-flags.json') as Record<string, unknown>;
  } catch {
    return {}; // before the first installation
  }
}
