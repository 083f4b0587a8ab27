import { applyCmd, applyEntrypoint, applyShell } from './apply-command';
import { applyAdd, applyCopy } from './apply-copy';
import { applyExpose } from './apply-expose';
import { applyOnBuild } from './apply-on-build';
import { applyUser, applyVolume, applyWorkdir } from './apply-place';
import { applyRun } from './apply-run';
import { applyArg, applyEnv, applyLabel } from './apply-variables';
import { needsArgument } from './needs-argument';
import type { Step } from './step';

/** What says nothing of files or of what is asked here. */
const IGNORED = (step: Step): void => {
  if (step.instruction.rest === '') needsArgument(step);
};

/** All instructions but FROM, by keyword. */
export const KNOWN_INSTRUCTIONS: ReadonlyMap<string, (step: Step) => void> = new Map([
  ['ADD', applyAdd],
  ['ARG', applyArg],
  ['CMD', applyCmd],
  ['COPY', applyCopy],
  ['ENTRYPOINT', applyEntrypoint],
  ['ENV', applyEnv],
  ['EXPOSE', applyExpose],
  ['HEALTHCHECK', IGNORED],
  ['LABEL', applyLabel],
  ['MAINTAINER', IGNORED],
  ['ONBUILD', applyOnBuild],
  ['RUN', applyRun],
  ['SHELL', applyShell],
  ['STOPSIGNAL', IGNORED],
  ['USER', applyUser],
  ['VOLUME', applyVolume],
  ['WORKDIR', applyWorkdir],
]);
