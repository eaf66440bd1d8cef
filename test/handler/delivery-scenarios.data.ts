/** A test, as its file and its title. */
export type Proof = readonly [file: string, title: string];

/** What may happen to a deployment, and the tests that show what comes of it, or why there is none. */
export interface DeliveryScenario {
  readonly number: number;
  readonly what: string;
  readonly tests: readonly Proof[];
  /** what the tests do not show, and why. */
  readonly reason?: string;
}

const AWS = 'the rest is the behavior of AWS, which the models cannot show';

const delivery = (title: string): Proof => ['handler/delivery.test.ts', title];
const foreign = (title: string): Proof => ['handler/foreign-state.test.ts', title];
const model = (title: string): Proof => ['handler/model.test.ts', title];
const ownership = (title: string): Proof => ['handler/ownership.test.ts', title];
const removal = (title: string): Proof => ['handler/api-removal.test.ts', title];
const patience = (title: string): Proof => ['handler/api-patience.test.ts', title];
const release = (title: string): Proof => ['handler/release.test.ts', title];
const helm = (title: string): Proof => ['handler/helm.programs.ts', title];
const owners = (title: string): Proof => ['handler/release-ownership.programs.ts', title];
const hooks = (title: string): Proof => ['handler/release-hooks.programs.ts', title];
const lease = (title: string): Proof => ['handler/lease.test.ts', title];
const answers = (title: string): Proof => ['handler/answers.test.ts', title];
const SHAPES: Proof = ['simulator/shape-suites.ts', 'is created, applied again, updated, rolled back and deleted'];
const COURSES = model('objects survive every order of operations, every failure and every order of the rollback');
const FINALIZED = removal('deletes custom resources with finalizers before the operator that removes them');

const row = (number: number, what: string, tests: readonly Proof[], reason?: string): DeliveryScenario => ({ number, what, tests, reason });

export const DELIVERY_SCENARIOS: readonly DeliveryScenario[] = [
  row(1, 'created, applied again, deleted', [SHAPES, foreign('the same manifest again writes nothing')]),
  row(2, 'an object is dropped, and a later resource fails', [COURSES]),
  row(3, 'an object moves between deployments, with rollbacks', [COURSES, ['handler/api-kubernetes.test.ts', 'an object that moves between two deployments keeps its uid']]),
  row(4, 'objects swap, deployments split, merge, or get other ids', [COURSES, model('objects survive any succession of apps, whatever fails')]),
  row(5, 'a creation fails at any step', [
    model('a stack with a $kind that cannot be created leaves nothing behind'),
    ['simulator/shape-suites.ts', 'leaves nothing of a creation that fails'],
  ]),
  row(6, 'a controller copies labels while another object goes', [ownership('an object to which a controller copies %s stays, and is not waited for')]),
  row(7, 'a controller copies labels and annotations', [ownership('an object to which a controller copies %s stays, and is not waited for'), SHAPES]),
  row(8, 'a controller creates a deleted object again', [ownership('an object that a controller makes again at once counts as gone')]),
  row(9, 'a tenant marks an own object as ours', [ownership('an object that a tenant makes look like ours, with a finalizer, is not touched and not waited for')]),
  row(10, 'a tenant removes the owner annotation', [ownership('an object whose annotation a tenant removes stays')]),
  row(11, 'field managers are forged or stripped', [
    foreign('that call themselves ours change no outcome'),
    foreign('that are removed change no outcome'),
  ]),
  row(12, 'objects with a controller', [
    foreign('an object of ours that gets a controller is deleted when it leaves the chart'),
    delivery('of what a controller controls is refused'),
  ]),
  row(13, 'all inventories are lost, then an update', [removal('an update deletes nothing of another deployment, and what it drops itself goes')]),
  row(14, 'an inventory is lost, then an object is dropped', [removal('an update deletes nothing of another deployment, and what it drops itself goes')]),
  row(15, 'an inventory is lost, then its deployment is deleted', [
    removal('a deletion takes what its manifest names'),
    removal('a deletion whose manifest is gone as well takes what the label and the annotation name'),
  ]),
  row(16, 'unreadable inventories', [
    ownership('a Secret with our label %s is ignored, and named in failures'),
    ownership('a record that is broken under its own name is written anew'),
  ]),
  row(17, 'a backup is restored into the same cluster', [foreign('that was restored into the same cluster changes nothing for the deployment')]),
  row(18, 'a backup is restored into another cluster, for the stack of the same name', [
    foreign('in another cluster is taken over by the stack of the same name'),
    ownership('a record that was restored from another cluster claims nothing'),
  ]),
  row(19, 'a backup is restored into another cluster, for another stack', [foreign('in another cluster belongs to the stack of the same name, and to no other')]),
  row(20, 'an older inventory is restored after a move', [foreign('of an older inventory claims nothing that has moved')]),
  row(21, 'a stack is created again beside what its deletion retained', [
    foreign('a claim and its namespace that a deletion retained belong to the next deployment of that name'),
  ]),
  row(22, 'people change fields before an update', [delivery('are set again by an update, and the log names them')]),
  row(23, 'the same, and conflicts are errors', [
    delivery('are an error where the deployment says so, before anything is written'),
    delivery('are never the reason that a rollback fails'),
  ]),
  row(24, 'an autoscaler takes the number of replicas over', [delivery('keep their number when the manifest leaves them to an autoscaler')]),
  row(25, 'replicas are declared beside an autoscaler', [delivery('that are declared stay those of an autoscaler %s')]),
  row(26, 'fields of an adopted object that kubectl apply set', [delivery('that is committed makes the object ours')]),
  row(27, 'a webhook changes a declared field', [foreign('a webhook that changes a declared field in each request does not fail the deployment')]),
  row(28, 'an immutable field changes', [delivery('are replaced where the object says so'), delivery('of a Job are one line')]),
  row(29, 'an object exists, without adoption', [delivery('names every object that exists')]),
  row(30, 'an adoption of the same content is rolled back', [delivery('with %s that is rolled back leaves the object as it was')]),
  row(31, 'an adoption of other content is rolled back', [delivery('with %s that is rolled back leaves the object as it was'), delivery('in an update that is rolled back leaves the object as it was')]),
  row(32, 'an adopted object leaves the chart', [delivery('that is committed makes the object ours'), delivery('an object with %s: keep stays')]),
  row(33, 'an object goes from one stack to another', [
    model('an object that is taken over survives the update of the giver, its rollback in any order, and the end of the giver'),
    model('an object that is taken over goes back when the receiver is rolled back'),
  ]),
  row(34, 'an object goes from a release to a chart', [foreign('an object of a Helm release is adopted by name')]),
  row(35, 'namespaces at deletion', [delivery('one that was created goes when nothing is left in it, and stays with what others have in it')]),
  row(36, 'CRDs at deletion', [delivery('a CRD goes when no object of its kind is left')]),
  row(37, 'claims at deletion', [removal('keeps claims and namespaces without a word'), removal('waits for the volume of a claim that may go')]),
  row(38, 'a finalizer that nothing removes', [
    model('an object with a finalizer is left to the next clean-up by an update'),
    model('an object with a finalizer is reported by the deletion of the stack'),
    FINALIZED,
  ]),
  row(39, 'many objects in a new namespace', [
    foreign('the creation of a hundred objects in a new namespace asks at most twice as often as their update'),
  ], 'requests are counted: times of the models are not those of a cluster'),
  row(40, 'a namespace is being deleted', [delivery('a namespace that is being deleted is waited for'), delivery('one that does not end is told with its conditions')]),
  row(41, 'CRDs beside their objects, or of an operator later', [delivery('that an operator brings later are waited for'), SHAPES]),
  row(42, 'a kind that never comes', [delivery('that never come fail in time, with the kind')]),
  row(43, 'a webhook, its pods and 100 objects that it checks', [SHAPES, delivery('a webhook is registered after its pods are ready')]),
  row(44, 'a pod beside the custom resource that creates its Secret', [foreign('a pod that needs the Secret of a custom resource beside it gets it')]),
  row(45, '1,000 CRDs and 5,000 objects', [
    ['simulator/memory.simulate.ts', 'the function needs less than 60 % of its memory in a cluster with 1,000 CRDs and 5,000 objects, and lists in pages'],
  ]),
  row(46, 'an API version that is not served any more', [foreign('an object whose version is not served any more is deleted in another one')]),
  row(47, 'a chart with objects in several namespaces', [SHAPES, helm('is installed, upgraded, waited for and uninstalled')]),
  row(48, 'people change fields of a release', [owners('fields that others changed are set again, in an upgrade and in its rollback')]),
  row(49, 'a release that was applied on the client is adopted', [owners('is refused, and adopted with its history (%s)')]),
  row(50, 'two stacks with one release', [owners('the second is refused, and its deletion touches nothing'), owners('the second adopts it, and the deletion of the first touches nothing')]),
  row(51, 'CRDs of a chart get a field', [SHAPES, ['handler/release-crds.programs.ts', 'CRDs are applied before each upgrade, and retained without an owner when the release is deleted']]),
  row(52, 'a hook fails or takes too long', [
    hooks('fails once for a hook that fails, and is rolled back'),
    hooks('fails once for a hook that takes longer than its time, and names the alternative'),
  ]),
  row(53, 'the function dies in a hook', [
    hooks('waits for the Job of a hook whose Helm was killed before the upgrade is tried again: never two at a time'),
    release('leaves a Job that is waited for before the hook is started again'),
  ]),
  row(54, 'a release that a killed Helm left', [
    helm('a release that a killed run left in the middle of an upgrade is upgraded'),
    owners('a release whose uninstall was killed is uninstalled, and installed again'),
  ]),
  row(55, 'the chart is gone in a rollback', [
    release('is restored from the revision with the same chart and values'),
    ['simulator/shape-suites.ts', 'each hook runs once for each event, and those of a rollback where the chart is gone'],
  ]),
  row(56, 'an event is delivered twice', [
    lease('an event that is delivered twice at the same time has one runner and one answer'),
    lease('an event that is delivered again after its answer does nothing'),
  ]),
  row(57, 'a rollback arrives while the update still runs', [lease('a rollback supersedes the update that CloudFormation gave up')]),
  row(58, 'the function runs out of memory, or cannot be invoked', [
    answers('an invocation that died is answered from its record'),
    answers('a next invocation that cannot be started answers at once'),
  ], `the destination of failed invocations, and throttling: ${AWS}`),
  row(59, 'imports of a cluster are renamed or moved', [
    ['apply/apply-handler.test.ts', 'that is made of the name of the cluster'],
    ['apply/apply-handler.test.ts', 'for two imports of a cluster in one stack'],
  ]),
  row(60, 'an import points to another cluster', [
    ['handler/identity.test.ts', 'another cluster gets the objects, and the old one is cleaned up after that'],
  ], `the order of the clean-up of a custom resource and its access entry: ${AWS}`),
  row(61, 'the cluster is gone', [['handler/identity.test.ts', 'a resource of a deleted cluster is deleted']]),
  row(62, 'values with quotes, line breaks or objects', [['handler/substitutions.rules.test.ts', 'any string arrives literally and adds nothing']]),
  row(63, 'numbers, booleans and lists of parameters', [['handler/substitutions.rules.test.ts', 'a value is inserted as %s']]),
  row(64, 'a deployment that is limited to namespaces', [
    ['apply/delivery-scope.test.ts', 'nothing where a ScaledObject, a claim or an object of the second namespace is deployed'],
    ['apply/delivery-scope.test.ts', 'many objects in one message'],
  ]),
  row(65, 'forged events', [['handler/request-origin.rules.test.ts', 'a forged event is dropped: %s']]),
  row(66, 'charts with odd names, addresses or files', [
    ['handler/chart-archive.rules.test.ts', 'fails for the entry %s'],
    ['handler/chart-source.rules.test.ts', 'fails for %s'],
    ['handler/ecr-registry.rules.test.ts', '%s gets no token'],
  ]),
  row(67, 'pods of the former version do not start in a rollback', [delivery('a rollback whose pods do not become ready succeeds, and the log tells')]),
  row(68, 'small changes in a diff', [['charts/manifest-diff.test.ts', 'prints %s, with three lines before and after it']]),
  row(69, 'credentials that are not accepted yet, expire, or a server that does not answer', [
    patience('renews credentials that ran out'),
    patience('fails with a hint where the function is never let in'),
    patience('ends with one clear message when the server stops answering'),
  ], `how long an access entry takes: ${AWS}`),
  row(70, 'a final refusal', [delivery('the denial of a webhook is final')]),
  row(71, 'an aggregated API without pods keeps a namespace', [delivery('one that does not end is told with its conditions'), SHAPES]),
  row(72, 'an inventory is lost before a rollback', [delivery('without the inventory never ends in a deletion'), ['handler/ownership.test.ts', 'nothing is deleted that is wanted, and nothing is left behind, when $name']]),
  row(73, 'steps that take longer than one invocation', [
    patience('one whose time is up is continued where it stopped, and the answer comes once'),
    model('work that takes several runs when $name ends as in one'),
  ]),
  row(74, 'the template of a Job changes', [delivery('of a Job are one line')]),
  row(75, 'hooks and fields of the server in plain YAML', [
    ['charts/foreign-objects.test.ts', 'for %s'],
    ['charts/foreign-objects.test.ts', 'omits the fields that the API server sets, and says so once'],
  ]),
];
