export { type DreddOptions, dreddPhase } from './phase.ts';
export { type DreddSettings, readDreddSettings } from './settings.ts';
