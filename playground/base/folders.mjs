import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');
export const playgroundFolder = join(projectFolder, '.playground');
export const n8nManifestFolder = join(projectFolder, 'playground', 'n8n');
export const n8nFolder = join(playgroundFolder, 'n8n');
export const userFolderOf = (name) => join(playgroundFolder, 'node_modules', `n8n-${name}`);
