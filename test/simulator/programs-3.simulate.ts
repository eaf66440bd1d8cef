import { faultsWithPrograms } from './suites';

faultsWithPrograms(3, 4);
