import { shapes } from './shape-suites';

shapes('helm', 0, 2);
