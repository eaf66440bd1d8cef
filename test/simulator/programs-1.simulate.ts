import { faultsWithPrograms } from './suites';

faultsWithPrograms(1, 2);
