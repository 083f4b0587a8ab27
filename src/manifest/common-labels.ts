// https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/

/** The label with the name of the workload that an object belongs to. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** The label with the version: the one line beside the image that a bump changes. */
export const VERSION_LABEL = 'app.kubernetes.io/version';
