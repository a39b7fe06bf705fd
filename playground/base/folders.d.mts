/** The folder of the repository. */
export declare const projectFolder: string;
/** Everything that the playground makes: logs, the packed node, n8n's data. Not under version control. */
export declare const playgroundFolder: string;
/** The package.json and package-lock.json that say which n8n is installed. */
export declare const n8nManifestFolder: string;
/**
 * Where n8n itself is installed: apart from the project's own packages, and below a folder whose name starts with
 * a dot, because `n8n-node build` copies the pictures of all other folders into the package.
 */
export declare const n8nFolder: string;
/**
 * Where an n8n of the playground keeps its data. n8n writes its editor in there as well, and only folders called
 * node_modules are left alone by `n8n-node lint`, whose configuration may not be changed.
 */
export declare function userFolderOf(name: string): string;
