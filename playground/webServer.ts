/**
 * The one fastify of the playground. The sandbox loads it as CommonJS; an import from a .mts file would load it a second
 * time in the same process, and two of them get in each other's way (fastify 5.12, tsx 4.23).
 */
export { fastify } from 'fastify';
