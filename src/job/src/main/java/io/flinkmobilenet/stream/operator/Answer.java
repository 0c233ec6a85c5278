package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.network.ClassScore;
import java.util.List;

/**
 * The answer of a variant about an image.
 *
 * @param model the model whose answer stands
 * @param stage the model's stage in the cascade, from 0
 * @param best the most probable classes, best first, at least the two that a margin needs
 * @param embedding the pooled features of the model; null if predictions carry none
 * @param nanos time that all models of the cascade took that looked at the image
 */
record Answer(LoadedModel model, int stage, List<ClassScore> best, float[] embedding, long nanos) {}
