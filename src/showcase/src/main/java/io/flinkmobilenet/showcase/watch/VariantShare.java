package io.flinkmobilenet.showcase.watch;

/**
 * A variant of the deployment in force, and its predictions of the latest minutes. Shares are 0 to
 * 1, and null if nothing was counted.
 *
 * @param images predictions since the start of watching
 * @param configured share of the route's images that it is to get; null if it is not known
 * @param share share of the route's predictions
 * @param unknown share of its predictions whose decision is unknown
 * @param laterStages share of its predictions that a later stage of the cascade answered
 * @param agreement share of the answers of shadows that name the same class as the answer
 */
record VariantShare(
    String route,
    String variant,
    long images,
    Double configured,
    Double share,
    Double unknown,
    Double laterStages,
    Double agreement) {}
