import * as http from 'http';
import { Stored } from './api-store';

/** Pause between two looks at the objects, in real time. */
const PAUSE = 50;

/**
 * Sends the changes of objects to a client until it goes away. Source: Kubernetes documentation, API concepts, efficient detection of
 * changes, and streaming lists.
 */
export function sendChanges(objects: () => readonly Stored[], kind: object, initialEvents: boolean, response: http.ServerResponse): void {
  const known = new Map<string, { readonly text: string; readonly object: Stored }>();
  const send = (type: string, object: object): void => void response.write(`${JSON.stringify({ type, object })}\n`);
  const look = (): void => {
    const now = new Map(objects().map((object) => [object.metadata.uid, object]));
    for (const [uid, object] of now) {
      const text = JSON.stringify(object);
      const before = known.get(uid);
      if (before?.text !== text) send(before ? 'MODIFIED' : 'ADDED', object);
      known.set(uid, { text, object: JSON.parse(text) as Stored });
    }
    for (const [uid, { object }] of [...known].filter(([each]) => !now.has(each))) {
      send('DELETED', object);
      known.delete(uid);
    }
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  look();
  const end = { ...kind, metadata: { resourceVersion: '1', annotations: { 'k8s.io/initial-events-end': 'true' } } };
  if (initialEvents) send('BOOKMARK', end);
  const timer = setInterval(look, PAUSE);
  response.on('close', () => clearInterval(timer));
}
