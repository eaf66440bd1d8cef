import { faultsWithPrograms } from './suites';

faultsWithPrograms(2, 4);
