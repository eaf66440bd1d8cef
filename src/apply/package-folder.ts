import * as fs from 'fs';
import * as path from 'path';

/** Path of a folder of the package, from the source or the compiled code. */
export function packageFolder(name: string): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return path.join(folder, name);
}
