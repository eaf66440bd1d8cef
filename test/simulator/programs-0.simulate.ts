import { faultsWithPrograms } from './suites';

faultsWithPrograms(0, 2);
