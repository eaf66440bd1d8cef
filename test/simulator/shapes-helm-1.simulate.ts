import { releaseShapes, shapes } from './shape-suites';

shapes('helm', 1, 2);
releaseShapes();
