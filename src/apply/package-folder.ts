import * as fs from 'fs';
import * as path from 'path';

/** A folder of the package, wherever its code was compiled to. */
export function packageFolder(name: string): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return path.join(folder, name);
}
